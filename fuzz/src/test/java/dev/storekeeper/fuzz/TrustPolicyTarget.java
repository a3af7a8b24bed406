package dev.storekeeper.fuzz;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.identity.Issuer;
import dev.storekeeper.identity.VerifiedToken;
import dev.storekeeper.policy.PolicyException;
import dev.storekeeper.policy.PolicyFile;
import dev.storekeeper.trust.AccessRequest;
import dev.storekeeper.trust.Decision;
import dev.storekeeper.trust.Grant;
import dev.storekeeper.trust.SessionPolicy;
import dev.storekeeper.trust.TrustPolicy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The trust policy's reader: any text is a policy or is refused with its problems, in bounded time
 * and memory; and a policy that is taken has one digest, decides on any token, and grants nothing
 * that is too long for STS.
 */
public final class TrustPolicyTarget {
  private static final AccessRequest EVERYTHING =
      new AccessRequest(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          List.of(),
          Optional.empty());
  private static final Map<String, String> CLAIMS =
      Map.of(
          "repository_owner_id", "65",
          "repository_id", "74",
          "ref", "refs/heads/main",
          "ref_protected", "true",
          "environment", "production",
          "event_name", "push");

  private TrustPolicyTarget() {}

  /** Entry point of the fuzzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    boolean _ = accepts(input);
  }

  static boolean accepts(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    TrustPolicy policy;
    try {
      policy = read(text);
    } catch (PolicyException e) {
      if (e.problems().isEmpty()) {
        throw new AssertionError("a policy was refused without a problem", e);
      }
      return false;
    }
    if (!policy.digest().equals(read(text).digest())) {
      throw new AssertionError("a policy with two digests");
    }
    for (Issuer issuer : policy.issuers()) {
      Decision decision = policy.decide(token(issuer), EVERYTHING);
      if (decision instanceof Decision.Allowed(Grant grant, var _)) {
        SessionPolicyTarget.check(SessionPolicy.of(grant, "aws", "ap-southeast-2", "111122223333"));
      }
    }
    return true;
  }

  private static VerifiedToken token(Issuer issuer) {
    ObjectNode claims = JsonNodeFactory.instance.objectNode();
    CLAIMS.forEach(claims::put);
    Instant now = Instant.EPOCH;
    return new VerifiedToken(
        issuer, claims, Map.of(), "0".repeat(64), now, now, "key", Duration.ZERO);
  }

  private static TrustPolicy read(String text) {
    return TrustPolicy.read(PolicyFile.of("trust.yaml", text));
  }
}
