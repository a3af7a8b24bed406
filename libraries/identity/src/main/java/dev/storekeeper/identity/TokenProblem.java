package dev.storekeeper.identity;

import java.util.Locale;

/** Why an ID token is refused. For audit and metrics; callers outside are told much less. */
public enum TokenProblem {
  /** No compact JWS in canonical base64url, or too long. */
  ENVELOPE,
  /** A header that is no strict JSON, or with members or values that are not allowed. */
  HEADER,
  /** Claims that are no strict JSON or break a bound. */
  PAYLOAD,
  /** A registered claim that is missing or of a wrong type, or another one of a wrong shape. */
  CLAIM,
  /** An issuer that the policy does not name. */
  UNKNOWN_ISSUER,
  /** An issuer that the policy has switched off. */
  DISABLED_ISSUER,
  /** An algorithm that the issuer does not use, or that does not fit the key. */
  ALGORITHM,
  /** A key that the issuer's key set does not have. */
  UNKNOWN_KEY,
  /** A signature that does not verify. */
  SIGNATURE,
  /** Expired; only said of a token whose signature verifies. */
  EXPIRED,
  /** Not yet valid, or issued in the future. */
  NOT_YET_VALID,
  /** Longer-lived or older than the issuer's bounds. */
  LIFETIME,
  /** For another audience. */
  AUDIENCE;

  /** The word for it, as in {@code unknown-issuer}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
