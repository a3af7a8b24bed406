package dev.storekeeper.trust;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.policy.PolicyMap;
import dev.storekeeper.trust.PolicyTest.Expectation;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads an entry of {@code tests}. */
final class TestReader {
  private static final List<String> CODES =
      Stream.of(DenialReason.values()).map(code -> code.name().toLowerCase(Locale.ROOT)).toList();

  private final PolicyMap map;
  private final List<String> issuerIds;

  TestReader(PolicyMap map, List<String> issuerIds) {
    this.map = map;
    this.issuerIds = issuerIds;
  }

  Optional<PolicyTest> read() {
    String name = map.string("name");
    String issuer = map.string("issuer");
    if (!issuer.isEmpty()) {
      StatementReader.checkIssuer(map, issuer, issuerIds);
    }
    ObjectNode claims = map.json("claims");
    Optional<AccessRequest> request = map.optionalMap("request").map(TestReader::request);
    return map.map("expect")
        .map(expect ->
            new PolicyTest(
                name,
                issuer,
                claims,
                request.orElse(AccessRequest.EVERYTHING),
                expectation(expect),
                map.place("name")));
  }

  private static AccessRequest request(PolicyMap map) {
    return new AccessRequest(
        map.optionalString("statement"),
        map.optionalString("domain"),
        map.optionalString("domain_owner"),
        map.optionalStrings("repositories"),
        ScopeReader.scopes(map, map.optionalStrings("scopes")),
        map.optionalSeconds("duration_seconds", Duration.ZERO, Allowance.LONGEST));
  }

  private static Expectation expectation(PolicyMap map) {
    boolean allowed = map.choice("decision", List.of("allow", "deny")).equals("allow");
    Optional<DenialReason> reason =
        map.has("code")
            ? Optional.of(DenialReason.valueOf(map.choice("code", CODES).toUpperCase(Locale.ROOT)))
            : Optional.empty();
    List<String> failures = map.optionalStrings("failures");
    if (allowed && (reason.isPresent() || !failures.isEmpty())) {
      map.problem("decision", "allow with a code or failures", "deny, or neither of them");
    }
    return new Expectation(allowed, map.optionalString("statement"), reason, failures);
  }
}
