package dev.storekeeper.cleanup.publish;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A token for a domain's package endpoints. Its text form does not show it. */
public final class EndpointToken {
  private static final String USER = "aws:";

  private final String token;

  /** A token. */
  public EndpointToken(String token) {
    if (token.isBlank()) {
      throw new IllegalArgumentException("token: found none");
    }
    this.token = token;
  }

  /** The {@code Authorization} header that package managers send. */
  String basic() {
    return "Basic " + Base64.getEncoder().encodeToString(user());
  }

  /** A text without the token, should anybody have repeated it there. */
  String withheld(String text) {
    String encoded = Base64.getEncoder().encodeToString(user());
    return text.replace(token, "[withheld]").replace(encoded, "[withheld]");
  }

  private byte[] user() {
    return (USER + token).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "[withheld]";
  }
}
