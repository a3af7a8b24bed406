package dev.storekeeper.trust;

import dev.storekeeper.identity.Issuer;
import dev.storekeeper.policy.PolicyMap;
import dev.storekeeper.policy.lint.Findings;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Statements that let any branch publish, because nothing asks for a protected one. */
final class PublishLint implements LintRule {
  /** The claims of each kind of CI that a push alone does not satisfy. */
  private static final Map<String, Set<String>> GUARDS =
      Map.of(
          "github-actions", Set.of("ref", "ref_protected", "environment", "sub"),
          "gitlab", Set.of("ref_protected", "environment_protected"),
          "circleci", Set.of("oidc.circleci.com/vcs-ref", "oidc.circleci.com/context-ids"),
          "buildkite", Set.of("build_branch", "build_tag", "sub"),
          "bitbucket-pipelines", Set.of("branchName", "deploymentEnvironmentUuid"),
          "azure-devops", Set.of("rpo_ref", "sub"));

  private static final Set<String> POSITIVE =
      Set.of("prefix", "suffix", "wildcard", "equals-ignore-case");

  @Override
  public void check(ReadDocument read, Findings findings) {
    for (int i = 0; i < read.statements().size(); i++) {
      Statement statement = read.document().statements().get(i);
      boolean publishes =
          statement.allowance().stream()
              .flatMap(allowance -> allowance.scopes().stream())
              .anyMatch(Scope::publishes);
      if (statement.allows() && publishes) {
        for (Issuer issuer : read.document().issuersOf(statement)) {
          check(issuer, statement, read.statements().get(i), findings);
        }
      }
    }
  }

  private static void check(Issuer issuer, Statement statement, PolicyMap map, Findings findings) {
    Set<String> guards = GUARDS.getOrDefault(issuer.preset().name(), Set.of());
    boolean guarded =
        guards.isEmpty()
            || Branch.of(issuer, statement).stream()
                .allMatch(branch ->
                    branch.tests().stream()
                        .filter(PublishLint::asksForSomething)
                        .anyMatch(test -> guards.contains(test.name())));
    if (!guarded) {
      findings.warning(
          "unprotected-publish",
          map.place("when"),
          "whoever can push any branch can publish",
          "a condition on " + String.join(" or ", new TreeSet<>(guards)));
    }
  }

  private static boolean asksForSomething(FieldTest test) {
    return test.alternatives().stream()
        .allMatch(item ->
            item.isTextual()
                ? !item.textValue().equals("false")
                : POSITIVE.stream().anyMatch(item::has));
  }
}
