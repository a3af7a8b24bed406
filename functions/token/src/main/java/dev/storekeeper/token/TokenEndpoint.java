package dev.storekeeper.token;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.identity.TokenProblem;
import dev.storekeeper.identity.TokenRejectedException;
import dev.storekeeper.lambda.Invocation;
import dev.storekeeper.token.audit.Attempt;
import dev.storekeeper.token.audit.AuditTrail;
import dev.storekeeper.token.exchange.Decoding;
import dev.storekeeper.token.exchange.Exchange;
import dev.storekeeper.token.exchange.Limits;
import dev.storekeeper.token.http.ErrorResponse;
import dev.storekeeper.token.http.ExplainedResponse;
import dev.storekeeper.token.http.GrantedResponse;
import dev.storekeeper.token.http.HttpEvent;
import dev.storekeeper.token.http.HttpRequest;
import dev.storekeeper.token.http.HttpResponse;
import dev.storekeeper.token.http.RequestReader;
import dev.storekeeper.token.refusal.ErrorCode;
import dev.storekeeper.token.refusal.Refusal;
import dev.storekeeper.token.refusal.RefusedException;
import java.util.Map;
import java.util.TreeMap;

/** Answers exchanges and explanations: turns requests into attempts, and whatever ends them. */
final class TokenEndpoint {
  private final Limits limits;
  private final RequestReader reader;
  private final Exchange exchange;
  private final AuditTrail audit;
  private final GrantedResponse responses;

  TokenEndpoint(
      Limits limits,
      RequestReader reader,
      Exchange exchange,
      AuditTrail audit,
      GrantedResponse responses) {
    this.limits = limits;
    this.reader = reader;
    this.exchange = exchange;
    this.audit = audit;
    this.responses = responses;
  }

  /** Exchanges an ID token; every outcome but a rate limit's is recorded or at least counted. */
  HttpResponse token(JsonNode event, Call call) {
    HttpResponse response =
        answer(
            call,
            () ->
                responses.of(
                    exchange.run(decoding(event, call), call.attempt(), call.invocation()),
                    call.requestId()),
            refusal -> {
              if (refusal.code() != ErrorCode.RATE_LIMITED) {
                audit.refused(call.attempt(), refusal, call.invocation());
              }
            });
    if (response.status() == 200) {
      call.invocation().metrics().count("Granted", 1);
      call.invocation().log().info("granted", facts(call));
    }
    call.attempt()
        .stages()
        .forEach((stage, took) -> call.invocation().metrics().milliseconds("Stage." + stage, took));
    return response;
  }

  /** Explains what an exchange would answer; nothing is claimed, vended or recorded. */
  HttpResponse explain(JsonNode event, Call call) {
    call.invocation().metrics().count("Explained", 1);
    return answer(
        call,
        () ->
            ExplainedResponse.of(
                exchange.explain(decoding(event, call), call.attempt()), call.requestId()),
        refusal -> {});
  }

  private Decoding decoding(JsonNode event, Call call) {
    return () -> {
      limits.admitAddress(call.head().sourceIp());
      return reader.read(HttpEvent.read(event));
    };
  }

  private static HttpResponse answer(Call call, Answering answering, Recording recording) {
    try {
      return answering.answer();
    } catch (RefusedException e) {
      return refused(call, e, recording);
    } catch (RuntimeException e) {
      Refusal bug =
          Refusal.of(
              ErrorCode.INTERNAL,
              "Something went wrong here; tell the endpoint's operator the request id.",
              "bug");
      return refused(call, new RefusedException(bug, e), recording);
    }
  }

  private static HttpResponse refused(Call call, RefusedException end, Recording recording) {
    Refusal refusal = end.refusal();
    recording.record(refusal);
    count(call.invocation(), refusal);
    Map<String, Object> facts = facts(call);
    facts.put("code", refusal.code().code());
    facts.put("reason", refusal.reason());
    if (end.getCause() instanceof TokenRejectedException rejection) {
      facts.put("detail", rejection.detail());
    }
    if (refusal.code().isFailure()) {
      call.invocation().log().error("failed", end, facts);
    } else {
      call.invocation().log().info("denied", facts);
    }
    return ErrorResponse.of(
        refusal, RequestReader.place(call.head(), refusal.code()), call.requestId());
  }

  private static void count(Invocation invocation, Refusal refusal) {
    switch (refusal.code()) {
      case RATE_LIMITED -> invocation.metrics().count("RateLimited", 1);
      case UPSTREAM_UNAVAILABLE, INTERNAL -> invocation.metrics().count("Failed", 1);
      default -> invocation.metrics().count("Denied", 1);
    }
    if (refusal.code() == ErrorCode.TOKEN_ALREADY_USED) {
      invocation.metrics().count("Replays", 1);
    }
    if (refusal.reason().equals(TokenProblem.UNKNOWN_KEY.word())) {
      invocation.metrics().count("UnknownKeys", 1);
    }
  }

  private static Map<String, Object> facts(Call call) {
    Map<String, Object> facts = new TreeMap<>();
    facts.put("attempt", call.attempt().id());
    facts.put("issuer", call.attempt().issuer());
    return facts;
  }

  /**
   * One call.
   *
   * @param head the request without its body
   * @param requestId what the caller knows it by
   */
  record Call(HttpRequest head, String requestId, Attempt attempt, Invocation invocation) {}

  @FunctionalInterface
  private interface Answering {
    HttpResponse answer() throws RefusedException;
  }

  @FunctionalInterface
  private interface Recording {
    void record(Refusal refusal);
  }
}
