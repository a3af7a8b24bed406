package dev.storekeeper.token.http;

import dev.storekeeper.token.exchange.ExchangeRequest;
import dev.storekeeper.token.refusal.ErrorCode;
import dev.storekeeper.token.refusal.Refusal;
import dev.storekeeper.token.refusal.RefusedException;
import dev.storekeeper.token.refusal.TokenPlace;
import java.util.List;
import java.util.Optional;

/**
 * Decodes the body and the credential of an exchange: RFC 8693 as a form, the same names as JSON,
 * or the ID token in the Authorization header. Safe for use by many threads.
 */
public final class RequestReader {
  /** The longest body, in bytes. */
  public static final int MAX_BODY = 32_768;

  private static final String GRANT_TYPE = "urn:ietf:params:oauth:grant-type:token-exchange";
  private static final List<String> SUBJECT_TYPES =
      List.of("urn:ietf:params:oauth:token-type:id_token", "urn:ietf:params:oauth:token-type:jwt");
  private static final List<String> REQUESTED_TYPES =
      List.of("urn:ietf:params:oauth:token-type:access_token");

  private final AccessReader access;

  /**
   * A reader.
   *
   * @param region the region whose repositories may be named
   */
  public RequestReader(String region) {
    this.access = new AccessReader(region);
  }

  /** Where a request presents its token, as far as its head tells. */
  public static TokenPlace place(HttpRequest request, ErrorCode code) {
    boolean inHeader = request.header("authorization").isPresent();
    boolean noForm = MediaType.of(request).filter(MediaType.FORM::equals).isEmpty();
    return inHeader || (code == ErrorCode.MISSING_TOKEN && noForm)
        ? TokenPlace.HEADER
        : TokenPlace.BODY;
  }

  /** Decodes a request. */
  public ExchangeRequest read(HttpRequest request) throws RefusedException {
    if (!request.query().isEmpty()) {
      throw Parameters.malformed("The URL must have no query.", "query");
    }
    if (request.body().length > MAX_BODY) {
      throw Refusal.of(
              ErrorCode.REQUEST_TOO_LARGE, "The body is longer than " + MAX_BODY + " bytes.")
          .asException();
    }
    MediaType.requireIdentity(request);
    Optional<MediaType> type = MediaType.of(request);
    if (type.isEmpty() && (request.body().length > 0 || MediaType.isGiven(request))) {
      throw MediaType.unsupported();
    }
    boolean form = type.filter(MediaType.FORM::equals).isPresent();
    Parameters parameters = form ? FormBody.read(request.body()) : JsonBody.read(request.body());
    String token = token(request, parameters);
    requireTokenExchange(parameters, form);
    return new ExchangeRequest(
        token,
        access.read(parameters),
        PresentationReader.read(request, parameters),
        runLabel(parameters));
  }

  private static String token(HttpRequest request, Parameters parameters) throws RefusedException {
    Optional<String> header = request.header("authorization");
    Optional<String> body = parameters.one("subject_token");
    if (header.isPresent() && body.isPresent()) {
      throw Parameters.malformed(
          "The ID token must be in the Authorization header or in the body, not in both.",
          "two-credentials");
    }
    if (header.isPresent()) {
      return Bearer.token(header.get());
    }
    return body.orElseThrow(() ->
        Refusal.of(
                ErrorCode.MISSING_TOKEN,
                "There is no ID token: neither subject_token nor an Authorization header.")
            .asException());
  }

  private static void requireTokenExchange(Parameters parameters, boolean form)
      throws RefusedException {
    if (form) {
      parameters.require("grant_type");
      if (parameters.one("subject_token").isPresent()) {
        parameters.require("subject_token_type");
      }
    }
    if (!parameters.one("grant_type").orElse(GRANT_TYPE).equals(GRANT_TYPE)) {
      throw Refusal.of(ErrorCode.UNSUPPORTED_GRANT_TYPE, "grant_type must be " + GRANT_TYPE + ".")
          .asException();
    }
    parameters.requireAmong("subject_token_type", SUBJECT_TYPES);
    parameters.requireAmong("requested_token_type", REQUESTED_TYPES);
    if (!parameters.all("actor_token").isEmpty()) {
      throw Parameters.malformed("actor_token is not supported.", "actor-token");
    }
  }

  private static Optional<String> runLabel(Parameters parameters) throws RefusedException {
    Optional<String> label = parameters.one("run_label");
    if (label.filter(text -> !text.matches("[A-Za-z0-9._:/-]{1,64}")).isPresent()) {
      throw Parameters.malformed(
          "run_label must be 1 to 64 letters, digits or any of . _ : / -", "run-label");
    }
    return label;
  }
}
