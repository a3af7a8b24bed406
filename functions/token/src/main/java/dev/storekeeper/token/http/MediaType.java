package dev.storekeeper.token.http;

import dev.storekeeper.token.refusal.ErrorCode;
import dev.storekeeper.token.refusal.Refusal;
import dev.storekeeper.token.refusal.RefusedException;
import java.util.Locale;
import java.util.Optional;

/** The two formats of a body, both in UTF-8. */
enum MediaType {
  FORM("application/x-www-form-urlencoded"),
  JSON("application/json");

  private final String name;

  MediaType(String name) {
    this.name = name;
  }

  /** The format of a request's body; absent if it is neither, or says nothing. */
  static Optional<MediaType> of(HttpRequest request) {
    String type =
        request.header("content-type").orElse("").toLowerCase(Locale.ROOT).replace(" ", "");
    for (MediaType known : values()) {
      if (type.equals(known.name)
          || type.equals(known.name + ";charset=utf-8")
          || type.equals(known.name + ";charset=\"utf-8\"")) {
        return Optional.of(known);
      }
    }
    return Optional.empty();
  }

  static boolean isGiven(HttpRequest request) {
    return request.header("content-type").isPresent();
  }

  static void requireIdentity(HttpRequest request) throws RefusedException {
    if (!request.header("content-encoding").orElse("identity").equalsIgnoreCase("identity")) {
      throw Refusal.of(
              ErrorCode.UNSUPPORTED_MEDIA_TYPE,
              "The body must not be compressed.",
              "content-encoding")
          .asException();
    }
  }

  static RefusedException unsupported() {
    return Refusal.of(
            ErrorCode.UNSUPPORTED_MEDIA_TYPE,
            "Content-Type must be " + FORM.name + " or " + JSON.name + ", in UTF-8.")
        .asException();
  }
}
