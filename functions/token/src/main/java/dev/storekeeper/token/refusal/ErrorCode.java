package dev.storekeeper.token.refusal;

import java.util.Locale;

/**
 * Every reason that a caller is given. The name in lower case is the stable machine code; {@code
 * error} values are those of RFC 6749 section 5.2, RFC 8693 section 2.2.2 and, for a token in the
 * header, RFC 6750 section 3.1.
 */
public enum ErrorCode {
  /** A request that is not as RFC 8693 and this endpoint's README ask. */
  MALFORMED_REQUEST(400, 400, "invalid_request", "invalid_request"),
  /** No ID token, or an Authorization header that holds none. */
  MISSING_TOKEN(400, 401, "invalid_request", "invalid_request"),
  /** A grant type other than token exchange. */
  UNSUPPORTED_GRANT_TYPE(400, 400, "unsupported_grant_type", "unsupported_grant_type"),
  /** An ID token that is refused; why is only in the audit record. */
  TOKEN_REJECTED(400, 401, "invalid_request", "invalid_token"),
  /** An ID token whose signature verifies and that has expired. */
  TOKEN_EXPIRED(400, 401, "invalid_request", "invalid_token"),
  /** An ID token that was exchanged as often as it may be. */
  TOKEN_ALREADY_USED(400, 401, "invalid_request", "invalid_token"),
  /** The trust policy does not allow it. */
  NOT_ALLOWED(400, 403, "invalid_request", "insufficient_scope"),
  /** A domain or repository that this endpoint or the caller's statement does not reach. */
  INVALID_TARGET(400, 400, "invalid_target", "invalid_target"),
  /** A scope that does not exist, or is more than the caller's statement grants. */
  INVALID_SCOPE(400, 403, "invalid_scope", "insufficient_scope"),
  /** No such path. */
  NOT_FOUND(404, 404, "invalid_request", "invalid_request"),
  /** A method that the path does not have. */
  METHOD_NOT_ALLOWED(405, 405, "invalid_request", "invalid_request"),
  /** A body that is too large. */
  REQUEST_TOO_LARGE(413, 413, "invalid_request", "invalid_request"),
  /** A body in a format or encoding that is not read. */
  UNSUPPORTED_MEDIA_TYPE(415, 415, "invalid_request", "invalid_request"),
  /** Too many requests of this address or tenant. */
  RATE_LIMITED(429, 429, "temporarily_unavailable", "temporarily_unavailable"),
  /** Something that the exchange needs does not answer; the same request may succeed later. */
  UPSTREAM_UNAVAILABLE(503, 503, "temporarily_unavailable", "temporarily_unavailable"),
  /** A fault of the endpoint or of how it is set up. */
  INTERNAL(500, 500, "server_error", "server_error");

  private final int bodyStatus;
  private final int headerStatus;
  private final String bodyError;
  private final String headerError;

  ErrorCode(int bodyStatus, int headerStatus, String bodyError, String headerError) {
    this.bodyStatus = bodyStatus;
    this.headerStatus = headerStatus;
    this.bodyError = bodyError;
    this.headerError = headerError;
  }

  /** The machine code, as in {@code token_rejected}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The HTTP status where the token is presented in this place. */
  public int status(TokenPlace place) {
    return place == TokenPlace.HEADER ? headerStatus : bodyStatus;
  }

  /** The registered {@code error} value where the token is presented in this place. */
  public String error(TokenPlace place) {
    return place == TokenPlace.HEADER ? headerError : bodyError;
  }

  /** Whether it is no fault of the caller. */
  public boolean isFailure() {
    return this == UPSTREAM_UNAVAILABLE || this == INTERNAL;
  }
}
