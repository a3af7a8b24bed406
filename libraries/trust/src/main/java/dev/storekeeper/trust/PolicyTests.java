package dev.storekeeper.trust;

import dev.storekeeper.identity.SampleTokens;
import dev.storekeeper.identity.TokenRejectedException;
import dev.storekeeper.identity.VerifiedToken;
import dev.storekeeper.trust.Explanation.Failure;
import dev.storekeeper.trust.PolicyTest.Expectation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** Runs the tests that a policy brings along. */
public final class PolicyTests {
  private PolicyTests() {}

  /** The results of all tests, in their order. */
  public static List<TestResult> run(TrustPolicy policy) {
    return policy.tests().stream().map(test -> run(policy, test)).toList();
  }

  private static TestResult run(TrustPolicy policy, PolicyTest test) {
    try {
      VerifiedToken token =
          SampleTokens.of(policy.issuer(test.issuer()).orElseThrow(), test.claims());
      Evaluation evaluation = policy.evaluate(token, test.request());
      return new TestResult(test, Optional.of(evaluation), difference(test.expected(), evaluation));
    } catch (TokenRejectedException e) {
      return new TestResult(test, Optional.empty(), "has no such token: " + e.detail());
    }
  }

  private static String difference(Expectation expected, Evaluation evaluation) {
    List<String> differences = new ArrayList<>();
    Optional<DenialReason> reason =
        evaluation.decision() instanceof Decision.Denied denied
            ? Optional.of(denied.reason())
            : Optional.empty();
    if (expected.allowed() == reason.isPresent()) {
      differences.add(reason.map(code -> "is denied as " + word(code)).orElse("is allowed"));
    } else if (expected.reason().isPresent() && !expected.reason().equals(reason)) {
      differences.add("is denied as " + reason.map(PolicyTests::word).orElse(""));
    }
    if (expected.statement().isPresent() && !expected.statement().equals(evaluation.statement())) {
      differences.add("by the statement " + evaluation.statement().orElse("of no name"));
    }
    TreeSet<String> failed = new TreeSet<>();
    evaluation.failures().stream().map(Failure::what).forEach(failed::add);
    if (!expected.failures().isEmpty() && !failed.equals(new TreeSet<>(expected.failures()))) {
      differences.add("because of " + (failed.isEmpty() ? "nothing" : String.join(", ", failed)));
    } else if (!differences.isEmpty() && expected.allowed() && !failed.isEmpty()) {
      differences.add("because of " + String.join(", ", failed));
    }
    return String.join(", ", differences);
  }

  private static String word(DenialReason reason) {
    return reason.name().toLowerCase(Locale.ROOT);
  }
}
