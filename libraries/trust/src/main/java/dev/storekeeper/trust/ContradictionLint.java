package dev.storekeeper.trust;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.identity.Issuer;
import dev.storekeeper.policy.PolicyMap;
import dev.storekeeper.policy.lint.Findings;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Statements that can never match, because of what their issuer requires or denies. */
final class ContradictionLint implements LintRule {
  @Override
  public void check(ReadDocument read, Findings findings) {
    for (int i = 0; i < read.statements().size(); i++) {
      Statement statement = read.document().statements().get(i);
      PolicyMap map = read.statements().get(i);
      for (Issuer issuer : read.document().issuersOf(statement)) {
        List<Branch> branches = Branch.of(issuer, statement);
        if (branches.stream().allMatch(ContradictionLint::contradicts)) {
          findings.error(
              "contradiction",
              map.place("when"),
              "the statement never matches: " + issuer.id() + " requires other values",
              "values that the issuer's require allows");
        }
        Optional<String> trigger = deniedTrigger(issuer, branches);
        trigger.ifPresent(name ->
            findings.error(
                "denied-trigger",
                map.place("when"),
                "the statement never matches: jobs with " + name + " are denied before",
                "no such condition, or the trigger in the issuer's admit_triggers"));
      }
    }
  }

  /** Whether two tests of one claim ask for different exact values. */
  private static boolean contradicts(Branch branch) {
    for (FieldTest one : branch.tests()) {
      for (FieldTest other : branch.tests()) {
        if (one.field().equals(other.field())
            && one.isExact()
            && other.isExact()
            && Collections.disjoint(one.alternatives(), other.alternatives())) {
          return true;
        }
      }
    }
    return false;
  }

  /** The claim and value, if each branch asks for nothing but denied triggers. */
  private static Optional<String> deniedTrigger(Issuer issuer, List<Branch> branches) {
    Optional<String> found = Optional.empty();
    for (Branch branch : branches) {
      Optional<String> inBranch = Optional.empty();
      for (FieldTest test : branch.tests()) {
        if (test.isExact()
            && test.alternatives().stream().allMatch(value -> isDenied(issuer, test, value))) {
          inBranch = Optional.of(test.name() + " " + test.alternatives().getFirst().asText());
        }
      }
      if (inBranch.isEmpty()) {
        return Optional.empty();
      }
      found = inBranch;
    }
    return found;
  }

  private static boolean isDenied(Issuer issuer, FieldTest test, JsonNode value) {
    Map<String, Set<String>> denied = issuer.preset().deniedTriggers();
    return denied.getOrDefault(test.name(), Set.of()).contains(value.asText())
        && !issuer.triggers().contains(value.asText());
  }
}
