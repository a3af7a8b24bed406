package dev.storekeeper.sandbox.codeartifact.endpoint;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The token in an {@code Authorization} header. */
final class Credentials {
  private static final String BASIC = "basic ";
  private static final String BEARER = "bearer ";
  private static final String USER = "aws:";

  private Credentials() {}

  /** The token, given as a bearer or as the password of user {@code aws}. */
  static Optional<String> token(@Nullable String header) {
    if (header == null) {
      return Optional.empty();
    }
    String scheme = header.toLowerCase(Locale.ROOT);
    if (scheme.startsWith(BEARER)) {
      return nonEmpty(header.substring(BEARER.length()).strip());
    }
    if (scheme.startsWith(BASIC)) {
      return password(header.substring(BASIC.length()).strip());
    }
    return Optional.empty();
  }

  private static Optional<String> password(String base64) {
    try {
      String pair = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
      return pair.startsWith(USER) ? nonEmpty(pair.substring(USER.length())) : Optional.empty();
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  private static Optional<String> nonEmpty(String token) {
    return token.isEmpty() ? Optional.empty() : Optional.of(token);
  }
}
