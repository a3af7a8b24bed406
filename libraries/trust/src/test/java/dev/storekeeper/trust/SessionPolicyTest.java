package dev.storekeeper.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SessionPolicyTest {
  private static final String ACCOUNT = "111122223333";

  private static Grant grant(List<String> repositories, String... scopes) {
    return new Grant(
        "main-may-publish",
        "my-domain",
        Optional.empty(),
        repositories,
        Stream.of(scopes).map(Scope::new).toList(),
        Duration.ofMinutes(15));
  }

  private static String policy(Grant grant) {
    return SessionPolicy.of(grant, "aws", "eu-west-1", ACCOUNT);
  }

  @Test
  void readingNamesTheRepositoryAndNothingElse() {
    assertThat(policy(grant(List.of("team-repo"), "read")))
        .isEqualTo(
            """
            {"Version":"2012-10-17","Statement":[\
            {"Effect":"Allow","Action":["codeartifact:GetAuthorizationToken",\
            "codeartifact:ReadFromRepository","codeartifact:GetRepositoryEndpoint"],\
            "Resource":["arn:aws:codeartifact:eu-west-1:111122223333:domain/my-domain",\
            "arn:aws:codeartifact:eu-west-1:111122223333:repository/my-domain/team-repo"]},\
            {"Effect":"Allow","Action":"sts:GetServiceBearerToken","Resource":"*",\
            "Condition":{"StringEquals":{"sts:AWSServiceName":"codeartifact.amazonaws.com"},\
            "NumericLessThanEquals":{"sts:DurationSeconds":900}}}]}\
            """);
  }

  @Test
  void publishingOnePackageNamesIt() {
    assertThat(policy(grant(List.of("team-repo"), "publish:pypi//app")))
        .contains("package/my-domain/team-repo/pypi//app\"")
        .contains("PublishPackageVersion")
        .doesNotContain("PutPackageMetadata")
        .doesNotContain("ReadFromRepository")
        .doesNotContain("repository/");
  }

  @Test
  void metadataIsForNpmAndMavenAndForWhoeverMayPublishAnything() {
    for (String scope : List.of("publish", "publish:npm/acme/x", "publish:maven/org.acme/x")) {
      assertThat(policy(grant(List.of("team-repo"), scope))).contains("PutPackageMetadata");
    }
  }

  @Test
  void mixedFormatsKeepTheirRightsApart() throws IOException {
    JsonNode statements =
        Policies.JSON
            .readTree(policy(grant(List.of("team-repo"), "publish:npm//x", "publish:pypi//y")))
            .path("Statement");
    assertThat(statements).hasSize(3);
    assertThat(statements.path(0).toString()).contains("pypi//y").doesNotContain("npm//x");
    assertThat(statements.path(1).toString())
        .contains("npm//x", "PutPackageMetadata")
        .doesNotContain("pypi//y");
  }

  @Test
  void theOwnerOfAnotherAccountIsInEveryName() {
    Grant other =
        new Grant(
            "x",
            "my-domain",
            Optional.of("222233334444"),
            List.of("team-repo"),
            List.of(new Scope("read"), new Scope("publish")),
            Duration.ofMinutes(15));
    assertThat(policy(other)).contains(":222233334444:").doesNotContain(ACCOUNT);
  }

  @Test
  void tooLongIsAnErrorAndNeverCutOff() {
    List<String> repositories = IntStream.range(10, 40).mapToObj(i -> "repository-" + i).toList();
    assertThatThrownBy(() -> policy(grant(repositories, "read")))
        .hasMessageContaining("main-may-publish");
  }

  @Test
  void theReadmeTellsHowMuchFits() throws IOException {
    String readme = Files.readString(Readme.ROOT.resolve("libraries/trust/README.md"));
    int repositories = 0;
    while (fits(grant(names(repositories + 1, "team-repo-%02d"), "read"))) {
      repositories++;
    }
    int packages = 0;
    while (fits(grant(List.of("team-repo"), packages(packages + 1)))) {
      packages++;
    }
    assertThat(repositories).isGreaterThan(16);
    assertThat(packages).isGreaterThan(11);
    assertThat(readme)
        .contains(row("read, 1 repository", grant(List.of("team-repo"), "read")))
        .contains(
            row(
                "read, " + repositories + " repositories",
                grant(names(repositories, "team-repo-%02d"), "read")))
        .contains(
            row(
                "read 1 repository and publish " + packages + " packages of it",
                grant(List.of("team-repo"), packages(packages))));
  }

  private static String row(String what, Grant grant) {
    return "| " + what + " | " + policy(grant).length() + " |";
  }

  private static boolean fits(Grant grant) {
    try {
      return policy(grant).length() <= SessionPolicy.MAX_CHARACTERS;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static List<String> names(int count, String format) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> String.format(format, i)).toList();
  }

  private static String[] packages(int count) {
    return Stream.concat(Stream.of("read"), names(count, "publish:pypi//package-%02d").stream())
        .toArray(String[]::new);
  }

  /** Whatever is granted: no action or resource beyond the scopes, and never a bare wildcard. */
  @Test
  void aPolicyHoldsNothingBeyondItsScopes() throws IOException {
    Random random = new Random(5);
    List<String> all =
        List.of("read", "publish", "publish:npm/acme/x", "publish:pypi//a*", "publish:generic/n/g");
    for (int i = 0; i < 200; i++) {
      String[] scopes = all.stream().filter(it -> random.nextBoolean()).toArray(String[]::new);
      if (scopes.length == 0) {
        continue;
      }
      Grant grant = grant(names(1 + random.nextInt(3), "repo-%d"), scopes);
      String json = policy(grant);
      assertThat(json.contains("ReadFromRepository")).isEqualTo(List.of(scopes).contains("read"));
      assertThat(json.contains("Publish"))
          .isEqualTo(Stream.of(scopes).anyMatch(it -> it.startsWith("publish")));
      for (JsonNode statement : Policies.JSON.readTree(json).path("Statement")) {
        boolean bearer = statement.path("Action").asText().equals("sts:GetServiceBearerToken");
        for (JsonNode resource : statement.path("Resource")) {
          assertThat(resource.asText()).contains("/my-domain");
        }
        assertThat(statement.path("Resource").asText().equals("*")).isEqualTo(bearer);
        assertThat(statement.has("Condition")).isEqualTo(bearer);
      }
    }
  }
}
