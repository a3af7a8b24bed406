package dev.storekeeper.token.exchange;

import dev.storekeeper.token.refusal.ErrorCode;
import dev.storekeeper.token.refusal.Refusal;
import dev.storekeeper.trust.Decision;
import dev.storekeeper.trust.DenialReason;

/** The words of the trust policy's denials. */
public final class Denials {
  private Denials() {}

  /** The refusal of a denied request, with its explanation. */
  public static Refusal refusal(Decision.Denied denied) {
    return Refusal.of(code(denied.reason()), description(denied.reason()))
        .explained(denied.explanation());
  }

  private static ErrorCode code(DenialReason reason) {
    return switch (reason) {
      case NOT_ALLOWED -> ErrorCode.NOT_ALLOWED;
      case INVALID_TARGET -> ErrorCode.INVALID_TARGET;
      case INVALID_SCOPE -> ErrorCode.INVALID_SCOPE;
    };
  }

  private static String description(DenialReason reason) {
    return switch (reason) {
      case NOT_ALLOWED -> "The trust policy does not allow this.";
      case INVALID_TARGET -> "The request names a domain or repository beyond the grant.";
      case INVALID_SCOPE -> "The request asks for a scope or duration beyond the grant.";
    };
  }
}
