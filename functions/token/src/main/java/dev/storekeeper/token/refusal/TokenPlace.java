package dev.storekeeper.token.refusal;

/** Where a request presents its ID token; answers differ in status and error value. */
public enum TokenPlace {
  /** As {@code subject_token} in the body (RFC 8693). */
  BODY,
  /** As bearer token in the Authorization header (RFC 6750). */
  HEADER
}
