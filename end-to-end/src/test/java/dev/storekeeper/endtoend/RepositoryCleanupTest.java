package dev.storekeeper.endtoend;

import static dev.storekeeper.endtoend.RunningSandbox.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.tour.Multipart;
import dev.storekeeper.sandbox.tour.SampleWheel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * A repository that nobody uses goes and comes back, with the command line, the aws cli and pip,
 * two people, a domain's interlock and a trail that tells what is read. The tests are the steps of
 * one story.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RepositoryCleanupTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NAME = "acme-colours";
  private static final String ABANDONED = "abandoned";
  private static final String WANTED = "wanted";
  private static final String DUE = "storekeeper:cleanup-due";
  private static final String POLICY =
      """
      version: 1
      domains: [acme]
      reads: { tracked: "${TRACKS_READS:-false}" }
      policies:
        - name: abandoned-repositories
          repositories:
            select: { unpublished_for: PT12H, unread_for: PT12H, older_than: PT12H }
            phases: { notice: P1D, freeze: PT12H }
      """;
  private static final String APPROVER =
      """
      Resources:
        ApproverRole:
          Type: AWS::IAM::Role
          Properties:
            AssumeRolePolicyDocument:
              Version: "2012-10-17"
              Statement:
                - Effect: Allow
                  Principal: { AWS: !Sub "arn:aws:iam::${AWS::AccountId}:root" }
                  Action: sts:AssumeRole
            Policies:
              - PolicyName: approve
                PolicyDocument:
                  Version: "2012-10-17"
                  Statement:
                    - Effect: Allow
                      Action: lambda:InvokeFunction
                      Resource: !GetAtt CleanupControlFunction.Arn

      """;
  private static final String INTERLOCK =
      """
      {"Version": "2012-10-17", "Statement": [{"Sid": "DenyRepositoryDeletion", "Effect": "Deny",
       "Principal": "*", "Action": "codeartifact:DeleteRepository", "Resource": "*"}]}
      """;
  private static final String READERS =
      """
      {"Version": "2012-10-17", "Statement": [{"Sid": "Readers", "Effect": "Allow",
       "Principal": {"AWS": "arn:aws:iam::222222222222:root"},
       "Action": "codeartifact:ReadFromRepository", "Resource": "*"}]}
      """;
  @TempDir private static Path folder;
  private static final int STEP_HOURS = 5;
  private static RunningSandbox sandbox;
  private static CleanupCommands cleanup;

  @BeforeAll
  static void letThemBeForgotten() throws Exception {
    Clients.require("aws", "pip");
    Path template =
        MovedTemplate.write(
            folder, Map.of("cleanup.yaml", POLICY), text -> text.replace("Resources:\n", APPROVER));
    sandbox = new RunningSandbox(folder.resolve("state"), template, Map.of("CreateTrail", "true"));
    cleanup = person(Map.of());
    aws("put-domain-permissions-policy", "--policy-document", INTERLOCK);
    create(
        ABANDONED,
        "--description",
        "Of the beta team",
        "--tags",
        "key=team,value=beta",
        "--upstreams",
        "repositoryName=" + RunningSandbox.REPOSITORY);
    aws(
        "put-repository-permissions-policy",
        "--repository",
        ABANDONED,
        "--policy-document",
        READERS);
    create(WANTED);
    upload(RunningSandbox.REPOSITORY, "1.0");
    upload(ABANDONED, "0.1");
    upload(ABANDONED, "0.2");
    upload(WANTED, "0.3");
    pass(65);
  }

  @AfterAll
  static void stop() {
    if (sandbox != null) {
      sandbox.close();
    }
  }

  @Test
  @Order(1)
  void aPlanNamesWhatNobodyUsesAndWhy() throws Exception {
    assertThat(cleanup.run("plan", "acme"))
        .containsPattern(ABANDONED + " +abandoned-repositories +.*not read for 12 hours")
        .containsPattern(WANTED + " +abandoned-repositories")
        .doesNotContainPattern("(?m)^team ")
        .contains("0 of 2 persons for its repositories")
        .contains(" --repositories");
    assertThat(cleanup.run("explain", "acme/team")).contains("upstream").contains(ABANDONED);
  }

  @Test
  @Order(2)
  void onePersonIsNotEnoughAndTwiceTheSameIsOne() throws Exception {
    assertThat(approve(cleanup)).contains("wait for 1 more person");
    assertThat(approve(person("Owner"))).contains("wait for 1 more person");
    assertThat(approve(person("alice"))).doesNotContain("more person");
    sandbox.skip(Duration.ofHours(1));
  }

  @Test
  @Order(3)
  void theyAreMarkedAndPeopleAreTold() throws Exception {
    for (String repository : List.of(ABANDONED, WANTED)) {
      await("it is marked", () -> tags(repository).has(DUE));
      await("people are told", () -> hasMail("acme/%s will be frozen on ".formatted(repository)));
    }
    assertThat(tags(ABANDONED).path("team").asText()).isEqualTo("beta");
    assertThat(sandbox.recordsOfType("cleanup.repository-notice"))
        .anyMatch(record -> record.at("/data/tags/team").asText().equals("beta"));
    assertThat(cleanup.run("explain", "acme/" + ABANDONED))
        .contains("may go by the policy abandoned-repositories")
        .contains("tagged: ");
  }

  @Test
  @Order(4)
  void whoeverRemovesTheTagKeepsTheRepository() throws Exception {
    codeArtifact("untag-resource", "--resource-arn", arn(WANTED), "--tag-keys", DUE).succeeded();
    pass(25);
    await("it is kept", () -> !sandbox.recordsOfType("cleanup.repository-kept").isEmpty());
    assertThat(cleanup.run("explain", "acme/" + WANTED)).contains("kept: somebody removed its tag");
    install(WANTED, "0.3").succeeded();
  }

  @Test
  @Order(5)
  void aFrozenOneServesNothingAndAnAttemptToUseItHoldsIt() throws Exception {
    await("it is frozen", () -> !sandbox.recordsOfType("cleanup.repository-frozen").isEmpty());
    assertThat(install(ABANDONED, "0.1").failed()).contains("No matching distribution");
    pass(30);
    assertThat(cleanup.run("explain", "acme/" + ABANDONED))
        .contains("frozen: ")
        .contains("somebody tried to use it");
    assertThat(describe(ABANDONED).succeeded()).contains("Of the beta team");
  }

  @Test
  @Order(6)
  void releasedItIsDeletedBehindTheInterlockWhichIsClosedAgain() throws Exception {
    assertThat(cleanup.run("release", "acme/" + ABANDONED)).contains("is no longer held");
    pass(25);
    assertThat(describe(ABANDONED).failed()).contains("ResourceNotFoundException");
    JsonNode policy = JSON.readTree(aws("get-domain-permissions-policy")).at("/policy/document");
    assertThat(JSON.readTree(policy.asText())).isEqualTo(JSON.readTree(INTERLOCK));
    assertThat(
            codeArtifact("delete-repository", "--domain", "acme", "--repository", WANTED).failed())
        .contains("explicit deny");
  }

  @Test
  @Order(7)
  void itsTombstoneSaysWhyAndByWhom() throws Exception {
    assertThat(cleanup.run("explain", "acme/" + ABANDONED))
        .contains("was deleted by cleanup")
        .containsPattern("approved by +.*user/owner, .*/alice")
        .contains("storekeeper cleanup restore acme/" + ABANDONED);
    await("people are told", () -> hasMail("acme/abandoned was deleted"));
  }

  @Test
  @Order(8)
  void restoredItIsWhatItWasAndInstalls() throws Exception {
    assertThat(cleanup.run("restore", "acme/" + ABANDONED)).contains("is there again: 2 versions");
    JsonNode repository = JSON.readTree(describe(ABANDONED).succeeded()).path("repository");
    assertThat(repository.path("description").asText()).isEqualTo("Of the beta team");
    assertThat(repository.at("/upstreams/0/repositoryName").asText())
        .isEqualTo(RunningSandbox.REPOSITORY);
    assertThat(tags(ABANDONED).path("team").asText()).isEqualTo("beta");
    JsonNode policy =
        JSON.readTree(aws("get-repository-permissions-policy", "--repository", ABANDONED));
    assertThat(JSON.readTree(policy.at("/policy/document").asText()))
        .isEqualTo(JSON.readTree(READERS));
    install(ABANDONED, "0.1").succeeded();
  }

  @Test
  @Order(9)
  void everyMailSaysWhatHappened() throws Exception {
    assertThat(sandbox.mails())
        .hasSizeGreaterThan(10)
        .noneMatch(mail -> mail.matches("(?s).*\\nSubject: \\[Storekeeper\\] [a-z-]+\\.[a-z].*"));
  }

  @Test
  @Order(10)
  void nothingEndedInADeadLetterQueue() throws Exception {
    assertThat(sandbox.deadLetters()).isEmpty();
  }

  /** In steps that leave no gap in what is known of reads. */
  private static void pass(int hours) throws Exception {
    for (int passed = 0; passed < hours; passed += STEP_HOURS) {
      sandbox.skip(Duration.ofHours(STEP_HOURS));
    }
  }

  private static String approve(CleanupCommands who) throws Exception {
    JsonNode plan = who.plan();
    String hash = plan.path("hash").asText().replace("sha256:", "");
    return who.run("approve", plan.path("id").asText(), "--hash", hash, "--repositories");
  }

  private static CleanupCommands person(String name) throws Exception {
    JsonNode credentials =
        JSON.readTree(
                cleanup
                    .shell()
                    .run(
                        "aws",
                        "sts",
                        "assume-role",
                        "--role-arn",
                        "arn:aws:iam::%s:role/%s"
                            .formatted(sandbox.account(), sandbox.physicalName("ApproverRole")),
                        "--role-session-name",
                        name,
                        "--output",
                        "json")
                    .succeeded())
            .path("Credentials");
    return person(
        Map.of(
            "AWS_ACCESS_KEY_ID", credentials.path("AccessKeyId").asText(),
            "AWS_SECRET_ACCESS_KEY", credentials.path("SecretAccessKey").asText(),
            "AWS_SESSION_TOKEN", credentials.path("SessionToken").asText()));
  }

  private static boolean hasMail(String subject) throws IOException {
    return sandbox.mails().stream()
        .anyMatch(mail -> mail.contains("Subject: [Storekeeper] " + subject));
  }

  private static CleanupCommands person(Map<String, String> variables) throws Exception {
    return CleanupCommands.of(sandbox, folder.resolve("home"), variables);
  }

  private static String arn(String repository) {
    return "arn:aws:codeartifact:%s:%s:repository/%s/%s"
        .formatted(
            sandbox.sandbox().account().region(),
            sandbox.account(),
            RunningSandbox.DOMAIN,
            repository);
  }

  private static Command.Result describe(String repository) throws Exception {
    return codeArtifact(
        "describe-repository", "--domain", RunningSandbox.DOMAIN, "--repository", repository);
  }

  private static Command.Result install(String repository, String version) throws Exception {
    return Pip.install(sandbox, folder, sandbox.repository(repository), NAME + "==" + version);
  }

  private static JsonNode tags(String repository) throws Exception {
    ObjectNode tags = JSON.createObjectNode();
    JSON.readTree(
            codeArtifact("list-tags-for-resource", "--resource-arn", arn(repository)).succeeded())
        .path("tags")
        .forEach(tag -> tags.put(tag.path("key").asText(), tag.path("value").asText()));
    return tags;
  }

  private static void create(String repository, String... more) throws Exception {
    aws(
        "create-repository",
        Stream.concat(Stream.of("--repository", repository), Stream.of(more))
            .toArray(String[]::new));
  }

  private static void upload(String repository, String version) throws Exception {
    sandbox
        .client()
        .upload(
            sandbox.repository(repository),
            sandbox.token(),
            Multipart.uploadOf(new SampleWheel(NAME, version, 0)));
  }

  private static String aws(String operation, String... arguments) throws Exception {
    return codeArtifact(
            Stream.concat(
                    Stream.of(operation, "--domain", RunningSandbox.DOMAIN), Stream.of(arguments))
                .toArray(String[]::new))
        .succeeded();
  }

  private static Command.Result codeArtifact(String... arguments) throws Exception {
    return cleanup
        .shell()
        .run(
            Stream.of(
                    Stream.of("aws", "codeartifact"),
                    Stream.of(arguments),
                    Stream.of("--output", "json"))
                .flatMap(it -> it)
                .toArray(String[]::new));
  }
}
