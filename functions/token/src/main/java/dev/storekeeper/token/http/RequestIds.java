package dev.storekeeper.token.http;

import java.util.regex.Pattern;

/** The id by which a caller knows its request. */
public final class RequestIds {
  private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private RequestIds() {}

  /** The caller's own {@code X-Request-Id} if that is harmless, or else the one made here. */
  public static String of(HttpRequest request, String made) {
    return request.header("x-request-id").filter(id -> SAFE.matcher(id).matches()).orElse(made);
  }
}
