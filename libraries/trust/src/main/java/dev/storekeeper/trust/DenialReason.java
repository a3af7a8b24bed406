package dev.storekeeper.trust;

/** Why a request of a verified caller is refused; the names are the public error codes. */
public enum DenialReason {
  /** No statement allows it, one denies it, or the named statement does not exist. */
  NOT_ALLOWED,
  /** A domain or repository that the caller's statements do not reach. */
  INVALID_TARGET,
  /** A scope or duration beyond what the caller's statement grants. */
  INVALID_SCOPE
}
