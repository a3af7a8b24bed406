package dev.storekeeper.token.audit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.identity.VerifiedToken;
import dev.storekeeper.trust.AccessRequest;
import dev.storekeeper.trust.Decision;
import dev.storekeeper.trust.Explanation.Failure;
import dev.storekeeper.trust.Grant;
import dev.storekeeper.trust.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known of one exchange so far: the members of its record's {@code data}, which the
 * module's README describes. Never holds a token or what nobody has vouched for, but for a bounded
 * {@code iss}. For one thread.
 */
public final class Attempt {
  private static final int REPLAY_KEY_SHOWN = 12;
  private static final int MAX_TEXT = 256;
  private static final String UNVERIFIED = "unverified";

  private final String id;
  private final Instant time;
  private final ObjectNode data = JsonNodeFactory.instance.objectNode();
  private final SortedMap<String, Long> stages = new TreeMap<>();
  private Optional<String> issuer = Optional.empty();

  /**
   * An attempt that begins.
   *
   * @param id what tells it from all others, made here
   * @param requestId what the caller knows it by
   * @param policyDigest the digest of the policy that it is decided by
   */
  public Attempt(
      String id,
      String requestId,
      Instant time,
      String sourceIp,
      String userAgent,
      String policyDigest) {
    this.id = id;
    this.time = time;
    data.put("requestId", requestId);
    data.put("sourceIp", Printable.of(sourceIp, MAX_TEXT));
    data.put("userAgent", Printable.of(userAgent, MAX_TEXT));
    data.put("policyDigest", policyDigest);
  }

  /** What tells it from all others. */
  public String id() {
    return id;
  }

  /** When it began. */
  public Instant time() {
    return time;
  }

  /** The policy's id of the verified issuer, or {@code unverified}. */
  public String issuer() {
    return issuer.orElse(UNVERIFIED);
  }

  /** The milliseconds of each stage. */
  public SortedMap<String, Long> stages() {
    return new TreeMap<>(stages);
  }

  /** Remembers how long a stage took. */
  public void took(String stage, Duration duration) {
    stages.put(stage, duration.toMillis());
  }

  /** Remembers an issuer that nobody has vouched for. */
  public void claimsIssuer(String iss) {
    data.put("unverifiedIssuer", Printable.of(iss, MAX_TEXT));
  }

  /** Remembers the name that the job gave its run. */
  public void labelled(String runLabel) {
    data.put("runLabel", Printable.of(runLabel, MAX_TEXT));
  }

  /** Remembers what is asked for. */
  public void asked(AccessRequest request) {
    ObjectNode asked = data.putObject("requested");
    request.statement().ifPresent(name -> asked.put("statement", Printable.of(name, MAX_TEXT)));
    request.domain().ifPresent(domain -> asked.put("domain", domain));
    request.domainOwner().ifPresent(owner -> asked.put("domainOwner", owner));
    texts(asked, "repositories", request.repositories());
    texts(asked, "scopes", request.scopes().stream().map(Scope::text).toList());
    request.duration().ifPresent(life -> asked.put("durationSeconds", life.toSeconds()));
  }

  /** Remembers who asks, now that it is verified. */
  public void verified(VerifiedToken token) {
    issuer = Optional.of(token.issuer().id());
    data.remove("unverifiedIssuer");
    data.put("issuer", token.issuer().id());
    ObjectNode provenance = data.putObject("provenance");
    new TreeMap<>(token.provenance())
        .forEach((name, value) -> provenance.put(name, Printable.of(value, MAX_TEXT)));
    data.put("replayKey", token.replayKey().substring(0, REPLAY_KEY_SHOWN));
    data.put("keyId", Printable.of(token.keyId(), MAX_TEXT));
    data.put("keyAgeSeconds", token.keyAge().toSeconds());
  }

  /** Remembers the decision. */
  public void decided(Decision decision) {
    switch (decision) {
      case Decision.Allowed allowed -> {
        data.put("statement", allowed.grant().statement());
        texts(data, "shadow", allowed.shadow());
      }
      case Decision.Denied denied -> {
        data.put("denial", denied.reason().name().toLowerCase(Locale.ROOT));
        denied.explanation().statement().ifPresent(name -> data.put("statement", name));
        texts(
            data,
            "failures",
            denied.explanation().failures().stream().map(Failure::what).distinct().toList());
        texts(data, "shadow", denied.shadow());
      }
    }
  }

  /** Remembers what was granted, to whom it is attributed in CloudTrail, and the token's hash. */
  public void vended(Grant grant, String sessionName, String tokenSha256, Instant expiresAt) {
    ObjectNode granted = data.putObject("granted");
    granted.put("domain", grant.domain());
    grant.domainOwner().ifPresent(owner -> granted.put("domainOwner", owner));
    texts(granted, "repositories", grant.repositories());
    texts(granted, "scopes", grant.scopes().stream().map(Scope::text).toList());
    granted.put("durationSeconds", grant.duration().toSeconds());
    data.put("sessionName", sessionName);
    data.put("tokenSha256", tokenSha256);
    data.put("expiresAt", expiresAt.toString());
  }

  /** The record's {@code data}, as a copy. */
  ObjectNode data() {
    ObjectNode copy = data.deepCopy();
    ObjectNode milliseconds = copy.putObject("milliseconds");
    stages.forEach(milliseconds::put);
    return copy;
  }

  private static void texts(ObjectNode object, String name, List<String> texts) {
    if (!texts.isEmpty()) {
      ArrayNode array = object.putArray(name);
      texts.forEach(array::add);
    }
  }
}
