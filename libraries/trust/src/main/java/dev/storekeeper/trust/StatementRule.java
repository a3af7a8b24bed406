package dev.storekeeper.trust;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.identity.Issuer;
import dev.storekeeper.trust.Explanation.Failure;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * A statement for one of its issuers, ready to be explained.
 *
 * @param branches the ways of matching it, what the issuer requires included
 */
record StatementRule(Issuer issuer, Statement statement, List<Branch> branches) {
  static StatementRule of(Issuer issuer, Statement statement) {
    return new StatementRule(issuer, statement, Branch.of(issuer, statement));
  }

  /** Whether the tests of a branch that pin the tenant all pass. */
  boolean isOfTenant(Set<FieldTest> passing) {
    return branches.stream()
        .anyMatch(branch -> branch.isPinned(issuer) && passing.containsAll(branch.pins(issuer)));
  }

  /** What keeps it from matching: of the ways of matching it, the one that fails the least. */
  List<Failure> failures(ObjectNode claims, Set<FieldTest> passing) {
    return branches.stream()
        .map(branch -> branch.failing(passing))
        .min(Comparator.comparingInt(List::size))
        .orElse(List.of())
        .stream()
        .map(test -> test.failure(claims))
        .distinct()
        .toList();
  }
}
