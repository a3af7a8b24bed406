package dev.storekeeper.sandbox.runtime.http;

import dev.storekeeper.sandbox.runtime.AwsException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads {@code application/x-www-form-urlencoded} text, as in query strings and form bodies. */
public final class Forms {
  private Forms() {}

  /**
   * The parameters in order; of a repeated one the first.
   *
   * @throws AwsException {@code 400 MalformedQueryString} if an escape is broken
   */
  public static Map<String, String> decode(String form) {
    Map<String, String> parameters = new LinkedHashMap<>();
    int start = 0;
    while (start < form.length()) {
      int end = form.indexOf('&', start);
      end = end < 0 ? form.length() : end;
      int equals = form.indexOf('=', start);
      equals = equals < 0 || equals > end ? end : equals;
      if (end > start) {
        parameters.putIfAbsent(
            text(form.substring(start, equals)),
            text(form.substring(Math.min(equals + 1, end), end)));
      }
      start = end + 1;
    }
    return parameters;
  }

  private static String text(String escaped) {
    try {
      return URLDecoder.decode(escaped, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new AwsException(
          400, "MalformedQueryString", "a percent escape is broken: " + e.getMessage());
    }
  }
}
