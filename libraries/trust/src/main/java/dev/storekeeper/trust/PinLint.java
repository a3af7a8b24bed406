package dev.storekeeper.trust;

import dev.storekeeper.identity.Issuer;
import dev.storekeeper.policy.PolicyMap;
import dev.storekeeper.policy.lint.Findings;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Statements that the jobs of strangers could match, because no claim pins a tenant. */
final class PinLint implements LintRule {
  private static final int MAX_BRANCHES = 200;

  @Override
  public void check(ReadDocument read, Findings findings) {
    for (int i = 0; i < read.statements().size(); i++) {
      Statement statement = read.document().statements().get(i);
      PolicyMap map = read.statements().get(i);
      for (Issuer issuer : read.document().issuersOf(statement)) {
        List<Branch> branches = Branch.of(issuer, statement);
        if (branches.size() > MAX_BRANCHES) {
          findings.error(
              "combinations",
              map.place("when"),
              branches.size() + " combinations of $or, the issuer's require included",
              "at most " + MAX_BRANCHES + ", or several statements");
        } else if (statement.allows()) {
          branches.forEach(branch -> check(branch, issuer, map, findings));
        }
      }
    }
  }

  private static void check(Branch branch, Issuer issuer, PolicyMap map, Findings findings) {
    Set<String> names =
        branch.tests().stream().map(FieldTest::name).collect(Collectors.toCollection(TreeSet::new));
    boolean github = issuer.preset().name().equals("github-actions");
    if (!branch.isPinned(issuer)) {
      findings.error(
          "tenant-pin",
          map.place("when"),
          names.contains("job_workflow_ref")
              ? "job_workflow_ref without a pin: any repository in the world may call a workflow"
              : "nothing tells your jobs of " + issuer.id() + " from those of strangers",
          "exact values of " + sets(issuer) + ", here or in the issuer's require");
    }
    if (github && names.contains("sub")) {
      findings.warning(
          "sub",
          map.place("when"),
          "sub has two formats since July 2026, and an organisation can change it",
          "the claims that it is made of: repository_id, ref, environment");
    }
    if (issuer.preset().name().equals("gitlab")
        && names.contains("ref")
        && !names.contains("ref_type")) {
      findings.warning(
          "ref-type",
          map.place("when"),
          "ref is the bare name, and a tag may have the name of a branch",
          "ref_type: [branch] or ref_type: [tag] besides it, or ref_path");
    }
    if (names.contains("email") && !names.contains("email_verified")) {
      findings.warning(
          "email",
          map.place("when"),
          "email without email_verified is whatever somebody typed in",
          "email_verified: [\"true\"] besides it, or sub");
    }
    if (names.contains("build_branch") && !names.contains("build_source")) {
      findings.warning(
          "build-source",
          map.place("when"),
          "build_branch is free text in builds started by hand or by the API",
          "build_source: [webhook] besides it");
    }
  }

  private static String sets(Issuer issuer) {
    return issuer.preset().tenantPins().stream()
        .map(set -> String.join(" and ", new TreeSet<>(set)))
        .collect(Collectors.joining(", or "));
  }
}
