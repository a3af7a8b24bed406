package dev.storekeeper.token.refusal;

import dev.storekeeper.trust.Explanation;
import java.util.Optional;

/**
 * A request that is refused.
 *
 * @param code the reason that the caller is given
 * @param description one sentence for the caller; printable ASCII, nothing of the request's content
 * @param reason the reason for the audit record and the log, as in {@code unknown-issuer}; never
 *     anything of a token
 * @param explanation the decision, as far as this caller may know it
 * @param retryAfter the seconds after which to try again, for what may succeed then
 */
public record Refusal(
    ErrorCode code,
    String description,
    String reason,
    Optional<Explanation> explanation,
    Optional<Integer> retryAfter) {

  /** A refusal whose reason is what the caller is told. */
  public static Refusal of(ErrorCode code, String description) {
    return of(code, description, code.code().replace('_', '-'));
  }

  /** A refusal with a reason of its own. */
  public static Refusal of(ErrorCode code, String description, String reason) {
    return new Refusal(code, description, reason, Optional.empty(), Optional.empty());
  }

  /** What may succeed later. */
  public static Refusal later(ErrorCode code, String description, String reason, int retryAfter) {
    return new Refusal(code, description, reason, Optional.empty(), Optional.of(retryAfter));
  }

  /** The same with an explanation. */
  public Refusal explained(Explanation why) {
    return new Refusal(code, description, reason, Optional.of(why), retryAfter);
  }

  /** The same as an exception. */
  public RefusedException asException() {
    return new RefusedException(this);
  }
}
