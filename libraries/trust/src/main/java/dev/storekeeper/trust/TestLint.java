package dev.storekeeper.trust;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.identity.ClaimType;
import dev.storekeeper.identity.Issuer;
import dev.storekeeper.policy.Place;
import dev.storekeeper.policy.PolicyMap;
import dev.storekeeper.policy.lint.Findings;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The policy's own tests: claims that a token can have, and the outcome that they expect. */
final class TestLint implements LintRule {
  @Override
  public void check(ReadDocument read, Findings findings) {
    TrustDocument document = read.document();
    for (int i = 0; i < read.tests().size(); i++) {
      PolicyTest test = document.tests().get(i);
      PolicyMap map = read.tests().get(i);
      document.issuer(test.issuer()).ifPresent(issuer -> checkClaims(issuer, test, map, findings));
    }
    for (TestResult result : PolicyTests.run(new TrustPolicy(document, Optional.empty()))) {
      if (!result.passes()) {
        findings.error(
            "test",
            result.test().place(),
            "the test fails: the request " + result.difference(),
            "what the test expects, in the policy or in the test");
      }
    }
  }

  private static void checkClaims(
      Issuer issuer, PolicyTest test, PolicyMap map, Findings findings) {
    for (Map.Entry<String, JsonNode> claim : test.claims().properties()) {
      String name = claim.getKey();
      Place place = map.place("claims", List.of(name));
      Optional<ClaimType> type = issuer.type(name);
      if (type.isEmpty()) {
        String why = "tokens of " + issuer.id() + " have no claim " + name;
        findings.error("unknown-claim", place, why, Claims.instead(issuer, name));
      } else if (!fits(type.get(), claim.getValue())) {
        String why = claim.getValue() + " is no value of " + name;
        findings.error("test-claim", place, why, words(type.get()));
      }
    }
  }

  private static boolean fits(ClaimType type, JsonNode value) {
    return value.isNull()
        || switch (type) {
          case TEXT -> value.isTextual();
          case BOOLEAN -> value.isBoolean() || value.asText().matches("true|false");
          case INTEGER -> value.isIntegralNumber() || value.asText().matches("-?[0-9]+");
          case LIST -> value.isArray() || value.isTextual();
          case OBJECT -> value.isObject();
        };
  }

  private static String words(ClaimType type) {
    return switch (type) {
      case TEXT -> "a text, in quotes if it looks like a number";
      case BOOLEAN -> "true or false";
      case INTEGER -> "a whole number";
      case LIST -> "a list of texts";
      case OBJECT -> "a mapping";
    };
  }
}
