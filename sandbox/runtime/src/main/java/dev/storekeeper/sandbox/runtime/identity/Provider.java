package dev.storekeeper.sandbox.runtime.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.runtime.AwsException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** One provider and the job that its tokens are of. Safe for use by many threads. */
final class Provider {
  private static final int FIXED_TOKENS = 100;

  private final CiSystem system;
  private final URI issuer;
  private final Clock clock;
  private final KeyRing keys;
  private final DocumentFaults faults = new DocumentFaults();
  private final RequestCounts counts = new RequestCounts();
  private final Map<String, Fixed> fixed = new HashMap<>();
  private ObjectNode job = JsonNodeFactory.instance.objectNode();

  Provider(CiSystem system, URI issuer, Path state, Clock clock) {
    this.system = system;
    this.issuer = issuer;
    this.clock = clock;
    this.keys = new KeyRing(system, new KeyFile(state.resolve(system.name() + ".json")), clock);
  }

  private record Fixed(String token, Instant expires) {}

  CiSystem system() {
    return system;
  }

  String issuer() {
    return issuer.toString();
  }

  /** The issuer without its scheme, as IAM names providers. */
  String name() {
    return issuer.getRawAuthority() + issuer.getRawPath();
  }

  KeyRing keys() {
    return keys;
  }

  DocumentFaults faults() {
    return faults;
  }

  RequestCounts counts() {
    return counts;
  }

  /** Starts another job, whose claims differ from the usual ones by these. */
  synchronized void startJob(ObjectNode claims) {
    job = claims.deepCopy();
    fixed.clear();
  }

  /** The claims of the job, without those of a single token. */
  synchronized ObjectNode jobClaims() {
    return system.claims(job);
  }

  /** A token, which may be the same as before where a job's tokens are fixed. */
  synchronized String token(TokenRequest request) {
    if (!system.fixedPerJob()) {
      return issue(request).token();
    }
    Instant now = clock.instant();
    fixed.values().removeIf(each -> !now.isBefore(each.expires()));
    if (fixed.size() >= FIXED_TOKENS) {
      fixed.clear();
    }
    return fixed.computeIfAbsent(request.toString(), _ -> issue(request)).token();
  }

  private Fixed issue(TokenRequest request) {
    SigningKey key = keys.signing();
    Instant now = clock.instant();
    Duration lifetime = request.lifetime().orElse(system.lifetime());
    ObjectNode changes = Claims.compose(job, request.claims());
    ObjectNode claims = system.claims(changes);
    ObjectNode own =
        JsonNodeFactory.instance
            .objectNode()
            .put("iss", issuer())
            .put("jti", UUID.randomUUID().toString())
            .put("iat", now.getEpochSecond())
            .put("nbf", now.minus(system.notBefore()).getEpochSecond())
            .put("exp", now.plus(lifetime).getEpochSecond());
    own.set("aud", audience(request, claims));
    ObjectNode header =
        Claims.merge(
            system.header(key),
            JsonNodeFactory.instance
                .objectNode()
                .put("typ", "JWT")
                .put("alg", "RS256")
                .put("kid", key.id()));
    ObjectNode all = Claims.merge(Claims.merge(claims, own), changes);
    return new Fixed(
        Jwt.sign(Claims.merge(header, request.header()), all, key), now.plus(lifetime));
  }

  private JsonNode audience(TokenRequest request, JsonNode claims) {
    if (!request.audience().isMissingNode()) {
      return request.audience();
    }
    if (request.claims().has("aud")) {
      return request.claims().path("aud");
    }
    return JsonNodeFactory.instance.textNode(
        system
            .defaultAudience(claims)
            .orElseThrow(() ->
                new AwsException(
                    400,
                    "ValidationException",
                    system.name() + " has no usual audience: name one")));
  }
}
