package dev.storekeeper.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The aws cli against everything that the sandbox offers beside CodeArtifact. */
class AwsCliTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  @TempDir private static Path folder;
  private static RunningSandbox sandbox;
  private static Command shell;

  @BeforeAll
  static void start() throws IOException {
    Clients.require("aws");
    sandbox = new RunningSandbox(folder.resolve("state"));
    shell = sandbox.commands(folder.resolve("home"));
  }

  @AfterAll
  static void stop() {
    if (sandbox != null) {
      sandbox.close();
    }
  }

  @Test
  void lambdaInvokeRunsAFunction() throws Exception {
    Path answer = folder.resolve("answer.json");
    shell
        .run(
            "aws",
            "lambda",
            "invoke",
            "--function-name",
            sandbox.physicalName("AnnouncementFunction"),
            "--payload",
            "fileb://" + RunningSandbox.ROOT.resolve("events/ledger-stream.json"),
            answer.toString())
        .succeeded();
    assertThat(JSON.readTree(Files.readString(answer)).isArray()).isTrue();
  }

  @Test
  void putEventsIsMatchedByARuleAndArrivesInAQueue() throws Exception {
    sqs("create-queue", "--queue-name", "seen");
    String queueUrl =
        sqs("get-queue-url", "--queue-name", "seen", "--query", "QueueUrl", "--output", "text");
    String queueArn = "arn:aws:sqs:%s:%s:seen".formatted(region(), sandbox.account());
    String ruleArn =
        aws(
            "events",
            "put-rule",
            "--name",
            "mine",
            "--event-pattern",
            "{\"source\":[\"my.app\"]}",
            "--query",
            "RuleArn",
            "--output",
            "text");
    Path policy = folder.resolve("policy.json");
    Files.writeString(
        policy,
        JSON.createObjectNode()
            .put(
                "Policy",
                """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
                 "Principal":{"Service":"events.amazonaws.com"},"Action":"sqs:SendMessage",
                 "Resource":"%s","Condition":{"ArnEquals":{"aws:SourceArn":"%s"}}}]}
                """
                    .formatted(queueArn, ruleArn))
            .toString());
    sqs("set-queue-attributes", "--queue-url", queueUrl, "--attributes", "file://" + policy);
    aws("events", "put-targets", "--rule", "mine", "--targets", "Id=q,Arn=" + queueArn);
    aws(
        "events",
        "put-events",
        "--entries",
        "[{\"Source\":\"my.app\",\"DetailType\":\"Hello\",\"Detail\":\"{\\\"a\\\":1}\"}]");
    JsonNode message =
        JSON.readTree(sqs("receive-message", "--queue-url", queueUrl, "--wait-time-seconds", "10"));
    JsonNode event = JSON.readTree(message.at("/Messages/0/Body").asText());
    assertThat(event.path("detail-type").asText()).isEqualTo("Hello");
    assertThat(event.at("/detail/a").asInt()).isEqualTo(1);
  }

  @Test
  void dynamoDbQueryReadsTheLedger() throws Exception {
    String count =
        aws(
            "dynamodb",
            "query",
            "--table-name",
            sandbox.table(),
            "--index-name",
            "by-type",
            "--key-condition-expression",
            "#t = :t",
            "--expression-attribute-names",
            "{\"#t\":\"type\"}",
            "--expression-attribute-values",
            "{\":t\":{\"S\":\"no-such-type\"}}",
            "--query",
            "Count",
            "--output",
            "text");
    assertThat(count).isEqualTo("0");
  }

  @Test
  void callerIdentityIsTheSandboxAccount() throws Exception {
    assertThat(aws("sts", "get-caller-identity", "--query", "Account", "--output", "text"))
        .isEqualTo(sandbox.account());
  }

  @Test
  void whatIsNotServedIsNamed() throws Exception {
    assertThat(shell.run("aws", "lambda", "list-layers").failed()).containsIgnoringCase("layers");
    assertThat(shell.run("aws", "kms", "list-keys").failed()).contains("kms").contains("ListKeys");
  }

  private static String aws(String... arguments) throws IOException, InterruptedException {
    String[] command = new String[arguments.length + 1];
    command[0] = "aws";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    return shell.run(command).succeeded();
  }

  /** The aws cli takes the endpoint of SQS from this option only. */
  private static String sqs(String... arguments) throws IOException, InterruptedException {
    String[] command = new String[arguments.length + 3];
    command[0] = "--endpoint-url";
    command[1] = sandbox.sandbox().endpoint().toString();
    command[2] = "sqs";
    System.arraycopy(arguments, 0, command, 3, arguments.length);
    return aws(command);
  }

  private static String region() {
    return sandbox.sandbox().account().region();
  }
}
