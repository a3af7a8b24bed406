package dev.storekeeper.identity;

/** Signature algorithms of ID tokens (RFC 7518 section 3.1, RFC 8037); symmetric ones never are. */
public enum Algorithm {
  RS256,
  RS384,
  RS512,
  PS256,
  ES256,
  ES384,
  EdDSA
}
