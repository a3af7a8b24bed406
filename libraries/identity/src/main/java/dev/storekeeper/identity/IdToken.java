package dev.storekeeper.identity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * An ID token taken apart and checked for its shape alone: compact JWS (RFC 7515 section 7.1) in
 * canonical base64url, strict JSON, an allowed header. Nothing in it is true yet. Never shows its
 * content.
 */
public final class IdToken {
  /** The longest token, in characters. */
  public static final int MAX_CHARACTERS = 16_384;

  private IdToken() {}

  /**
   * Takes a token apart.
   *
   * @throws TokenRejectedException with {@link TokenProblem#ENVELOPE}, {@link TokenProblem#HEADER}
   *     or {@link TokenProblem#PAYLOAD}
   */
  public static IdToken parse(String compact) throws TokenRejectedException {
    return Unwritten.yet(compact);
  }

  /** The header's algorithm, one of {@link Algorithm}'s. */
  public Algorithm algorithm() {
    return Unwritten.yet();
  }

  /** The header's key id. */
  public Optional<String> keyId() {
    return Unwritten.yet();
  }

  /** The claims as a copy; nobody has vouched for them. */
  public ObjectNode claims() {
    return Unwritten.yet();
  }
}
