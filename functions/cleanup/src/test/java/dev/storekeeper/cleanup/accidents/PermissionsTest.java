package dev.storekeeper.cleanup.accidents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.nodes.Node;

/** What the template lets nobody do. */
class PermissionsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "codeartifact:DeletePackage",
        "codeartifact:DeleteDomain",
        "codeartifact:DisposePackageVersions",
        "codeartifact:PutPackageOriginConfiguration"
      })
  void noRoleMay(String action) throws IOException {
    assertThat(whoMay(action, "")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3:DeleteObject",
        "s3:DeleteObjectVersion",
        "s3:PutLifecycleConfiguration",
        "s3:DeleteBucket",
        "dynamodb:DeleteTable",
        "iam:PutRolePolicy"
      })
  void noRoleOfCleanupMay(String action) throws IOException {
    assertThat(whoMay(action, "Cleanup")).isEmpty();
  }

  @Test
  void oneRoleDeletesVersions() throws IOException {
    assertThat(whoMay("codeartifact:DeletePackageVersions", ""))
        .containsExactly("CleanupDeleterRole");
    assertThat(whoMay("codeartifact:PublishPackageVersion", "Cleanup"))
        .containsExactly("CleanupRestorerRole");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "codeartifact:DeleteRepository",
        "codeartifact:CreateRepository",
        "codeartifact:UpdateRepository",
        "codeartifact:PutRepositoryPermissionsPolicy",
        "codeartifact:DeleteRepositoryPermissionsPolicy",
        "codeartifact:PutDomainPermissionsPolicy",
        "codeartifact:TagResource",
        "codeartifact:UntagResource"
      })
  void oneRoleChangesRepositories(String action) throws IOException {
    assertThat(whoMay(action, "")).containsExactly("CleanupRepositoryRole");
  }

  @Test
  void rolesOfCleanupHaveNoPoliciesFromElsewhere() throws IOException {
    Template.resources()
        .forEach((name, resource) -> {
          if (name.startsWith("Cleanup")) {
            assertThat(Template.list(resource, "Properties", "ManagedPolicyArns"))
                .as(name)
                .isEmpty();
            assertThat(Template.list(resource, "Properties", "Policies"))
                .as(name)
                .allSatisfy(policy ->
                    assertThat(
                            Template.list(policy, "Statement").size()
                                + Template.list(policy, "PolicyDocument", "Statement").size())
                        .isPositive());
          }
        });
  }

  @Test
  void noLifecycleRuleReachesTheCopies() throws IOException {
    Node bucket = Template.resource("CleanupBucket");
    List<String> prefixes =
        Template.list(bucket, "Properties", "LifecycleConfiguration", "Rules").stream()
            .map(rule -> Template.text(rule, "Prefix"))
            .toList();

    assertThat(prefixes).containsExactly("plans/");
    assertThat(Template.text(bucket, "DeletionPolicy")).isEqualTo("Retain");
    assertThat(Template.text(bucket, "Properties", "VersioningConfiguration", "Status"))
        .isEqualTo("Enabled");
  }

  /** The resources with a name that begins so whose role is allowed something. */
  private static List<String> whoMay(String action, String prefix) throws IOException {
    List<String> names = new ArrayList<>();
    Template.resources()
        .forEach((name, resource) -> {
          if (name.startsWith(prefix)
              && Template.statements(resource).stream().anyMatch(it -> allows(it, action))) {
            names.add(name);
          }
        });
    return names;
  }

  private static boolean allows(Node statement, String action) {
    return Template.text(statement, "Effect").equals("Allow")
        && (Template.child(statement, "NotAction").isPresent()
            || Template.list(statement, "Action").stream()
                .anyMatch(pattern -> matches(Template.text(pattern), action)));
  }

  private static boolean matches(String pattern, String action) {
    String expression = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
    return Pattern.compile(expression, Pattern.CASE_INSENSITIVE).matcher(action).matches();
  }
}
