package dev.storekeeper.token.exchange;

import dev.storekeeper.identity.VerifiedToken;
import dev.storekeeper.lambda.Invocation;
import dev.storekeeper.token.audit.Attempt;
import dev.storekeeper.token.audit.AuditTrail;
import dev.storekeeper.token.refusal.ErrorCode;
import dev.storekeeper.token.refusal.Refusal;
import dev.storekeeper.token.refusal.RefusedException;
import dev.storekeeper.token.replay.ReplayGuard;
import dev.storekeeper.token.replay.ReplayGuard.Claim;
import dev.storekeeper.token.state.StateUnavailableException;
import dev.storekeeper.token.vending.Attribution;
import dev.storekeeper.token.vending.Repositories;
import dev.storekeeper.token.vending.VendedToken;
import dev.storekeeper.token.vending.Vending;
import dev.storekeeper.token.vending.VendingException;
import dev.storekeeper.trust.Decision;
import dev.storekeeper.trust.Grant;
import java.net.URI;
import java.util.Map;

/**
 * The exchange, in the order of the README: cheap before costly, no call to AWS before the token is
 * verified, no token without a claim before and a record after. Safe for use by many threads.
 */
public final class Exchange {
  private static final int RETRY_SECONDS = 2;
  private static final int SHORT_ID = 12;

  private final Limits limits;
  private final Identification identification;
  private final Deciding policy;
  private final Places places;
  private final ReplayGuard replays;
  private final Vending vending;
  private final AuditTrail audit;

  /** An exchange of these parts. */
  public Exchange(
      Limits limits,
      Verification verification,
      Deciding policy,
      Repositories repositories,
      ReplayGuard replays,
      Vending vending,
      AuditTrail audit) {
    this.limits = limits;
    this.identification = new Identification(verification);
    this.policy = policy;
    this.places = new Places(repositories);
    this.replays = replays;
    this.vending = vending;
    this.audit = audit;
  }

  /** Grants a request, or ends with a refusal. */
  public Granted run(Decoding decoding, Attempt attempt, Invocation invocation)
      throws RefusedException {
    Stages stages = new Stages(attempt);
    // 1 and 2: the request's shape and its one credential
    ExchangeRequest request = decoded(decoding, attempt);
    // 3 to 10: the token's shape, issuer, key, signature, times and audience
    VerifiedToken token =
        stages.timed("verify", () -> identification.identify(request.subjectToken(), attempt));
    // 11: the trust policy
    Grant grant = stages.timed("decide", () -> granted(decision(token, request, attempt)));
    // 12: what can still fail without spending the token
    limits.admitTenant(token);
    Map<String, Map<String, URI>> endpoints =
        stages.timed("endpoints", () -> endpoints(grant, request));
    // 13: one use of the token
    Claim claim = stages.timed("claim", () -> claim(token));
    try {
      // 14: the token
      VendedToken vended = stages.timed("vend", () -> vend(grant, token, attempt));
      // 15: its record, without which it is not given out
      stages.timed("record", () -> record(attempt, invocation));
      // 16: the answer
      return new Granted(grant, vended, endpoints, request.presentation());
    } catch (RefusedException | RuntimeException e) {
      release(claim, invocation);
      throw e;
    }
  }

  /** Decides as {@link #run} does, and neither claims nor vends nor records anything. */
  public Explained explain(Decoding decoding, Attempt attempt) throws RefusedException {
    ExchangeRequest request = decoded(decoding, attempt);
    VerifiedToken token = identification.identify(request.subjectToken(), attempt);
    limits.admitTenant(token);
    return new Explained(token, decision(token, request, attempt));
  }

  private static ExchangeRequest decoded(Decoding decoding, Attempt attempt)
      throws RefusedException {
    ExchangeRequest request = decoding.decode();
    attempt.asked(request.access());
    request.runLabel().ifPresent(attempt::labelled);
    return request;
  }

  private Decision decision(VerifiedToken token, ExchangeRequest request, Attempt attempt) {
    Decision decision = policy.decide(token, request.access());
    attempt.decided(decision);
    return decision;
  }

  private static Grant granted(Decision decision) throws RefusedException {
    return switch (decision) {
      case Decision.Allowed allowed -> allowed.grant();
      case Decision.Denied denied -> throw Denials.refusal(denied).asException();
    };
  }

  private Map<String, Map<String, URI>> endpoints(Grant grant, ExchangeRequest request)
      throws RefusedException {
    try {
      return places.of(grant, request);
    } catch (VendingException e) {
      throw failed(e);
    }
  }

  private Claim claim(VerifiedToken token) throws RefusedException {
    try {
      return replays
          .claim(token)
          .orElseThrow(() ->
              Refusal.of(
                      ErrorCode.TOKEN_ALREADY_USED,
                      "The ID token was exchanged before; fetch a fresh one from your CI.",
                      "replayed")
                  .asException());
    } catch (StateUnavailableException e) {
      throw new RefusedException(unavailable("state-unavailable"), e);
    }
  }

  private VendedToken vend(Grant grant, VerifiedToken token, Attempt attempt)
      throws RefusedException {
    String shortId = attempt.id().replace("-", "");
    Attribution attribution =
        Attribution.of(grant, token, shortId.substring(shortId.length() - SHORT_ID));
    try {
      VendedToken vended = vending.vend(grant, attribution);
      attempt.vended(grant, attribution.sessionName(), vended.sha256(), vended.expiresAt());
      return vended;
    } catch (VendingException e) {
      throw failed(e);
    }
  }

  private boolean record(Attempt attempt, Invocation invocation) throws RefusedException {
    try {
      audit.granted(attempt);
      return true;
    } catch (RuntimeException e) {
      invocation.log().error("a grant could not be recorded", e, Map.of("attempt", attempt.id()));
      throw new RefusedException(unavailable("ledger-unavailable"), e);
    }
  }

  private void release(Claim claim, Invocation invocation) {
    try {
      replays.release(claim);
    } catch (StateUnavailableException | RuntimeException e) {
      invocation.metrics().count("UnreleasedClaims", 1);
      invocation.log().warn("a claim could not be given back", e, Map.of());
    }
  }

  private static RefusedException failed(VendingException failure) {
    return new RefusedException(
        failure.temporary()
            ? unavailable(failure.reason())
            : Refusal.of(
                ErrorCode.INTERNAL,
                "The endpoint is not set up to make this token; tell its operator the request id.",
                failure.reason()),
        failure);
  }

  private static Refusal unavailable(String reason) {
    return Refusal.later(
        ErrorCode.UPSTREAM_UNAVAILABLE,
        "Something that the exchange needs does not answer; try again later.",
        reason,
        RETRY_SECONDS);
  }
}
