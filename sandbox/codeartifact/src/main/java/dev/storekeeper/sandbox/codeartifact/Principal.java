package dev.storekeeper.sandbox.codeartifact;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Who acts. An authorization token keeps its principal, so that package requests act as it.
 *
 * @param account the 12-digit account id
 * @param arn the caller's ARN
 * @param context whatever access control wants to find again, for example session policies; kept
 *     unchanged and never interpreted here, except for {@link #SESSION_END} and {@link
 *     #SOURCE_IDENTITY}
 */
public record Principal(String account, String arn, Map<String, String> context) {
  /**
   * The context key of the moment (ISO 8601) when the caller's session ends, which bounds tokens
   * asked for with a duration of 0. Absent for callers without a session.
   */
  public static final String SESSION_END = "storekeeper:SessionEnd";

  /** The context key of who stands behind the caller's session, as STS knows it. */
  public static final String SOURCE_IDENTITY = "sourceIdentity";

  public Principal {
    if (!account.matches("\\d{12}")) {
      throw new IllegalArgumentException("Account '" + account + "' is not 12 digits");
    }
    context = Map.copyOf(context);
  }

  /** A principal without context. */
  public Principal(String account, String arn) {
    this(account, arn, Map.of());
  }

  /** When the caller's session ends, if it does. */
  public Optional<Instant> sessionEnd() {
    return Optional.ofNullable(context.get(SESSION_END)).map(Instant::parse);
  }

  /** Who stands behind the caller's session, if that is known. */
  public Optional<String> sourceIdentity() {
    return Optional.ofNullable(context.get(SOURCE_IDENTITY));
  }

  /** The ARN; the context may hold what logs must not. */
  @Override
  public String toString() {
    return arn;
  }
}
