package dev.storekeeper.trust;

import dev.storekeeper.identity.Issuer;
import dev.storekeeper.policy.Condition;
import dev.storekeeper.policy.EventPattern;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One way of matching a pattern: all of these tests pass.
 *
 * @param tests the tests, in the order of the policy
 */
record Branch(List<FieldTest> tests) {
  Branch {
    tests = List.copyOf(tests);
  }

  /** The branches of a pattern; without one, a single branch that asks nothing. */
  static List<Branch> of(Optional<EventPattern> pattern) {
    return pattern.map(EventPattern::branches).orElse(List.of(Map.of())).stream()
        .map(Branch::of)
        .toList();
  }

  /** The branches of what an issuer requires and a statement asks, together. */
  static List<Branch> of(Issuer issuer, Statement statement) {
    List<Branch> all = new ArrayList<>();
    for (Branch required : of(issuer.require())) {
      for (Branch asked : of(statement.when())) {
        List<FieldTest> tests = new ArrayList<>(required.tests());
        tests.addAll(asked.tests());
        all.add(new Branch(tests));
      }
    }
    return all;
  }

  private static Branch of(Map<List<String>, List<Condition>> fields) {
    return new Branch(
        fields.entrySet().stream()
            .map(field -> FieldTest.of(field.getKey(), field.getValue()))
            .toList());
  }

  /** The tests that pin a tenant: exact values of claims by which tenants are told apart. */
  List<FieldTest> pins(Issuer issuer) {
    Set<String> names = new HashSet<>();
    issuer.preset().tenantPins().forEach(names::addAll);
    return tests.stream()
        .filter(test -> test.field().size() == 1 && names.contains(test.field().getFirst()))
        .filter(FieldTest::isExact)
        .toList();
  }

  /** Whether only the jobs of a known tenant can match. */
  boolean isPinned(Issuer issuer) {
    List<Set<String>> sets = issuer.preset().tenantPins();
    List<String> pinned = pins(issuer).stream().map(FieldTest::name).toList();
    return sets.isEmpty() || sets.stream().anyMatch(pinned::containsAll);
  }

  List<FieldTest> failing(Set<FieldTest> passing) {
    return tests.stream().filter(test -> !passing.contains(test)).toList();
  }
}
