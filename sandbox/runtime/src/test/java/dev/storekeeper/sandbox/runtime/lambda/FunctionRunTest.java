package dev.storekeeper.sandbox.runtime.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.iam.Caller;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Functions in real processes. */
final class FunctionRunTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  private TestStack stack;

  @BeforeEach
  void setUp() {
    stack = new TestStack(folder);
  }

  @AfterEach
  void tearDown() {
    stack.close();
  }

  @Test
  void echoReturnsItsEventAndLogsLikeLambda() throws IOException {
    LambdaFunctions functions = stack.function("echo", "Echo", "{}").functions();
    assertThat(call(functions, "echo", "{\"a\":\"ü\"}")).isEqualTo("{\"a\":\"ü\"}");
    List<String> log = Files.readAllLines(folder.resolve("logs/echo.log"));
    assertThat(log).hasSize(4).isEqualTo(stack.lines("echo"));
    assertThat(log.get(0)).matches("START RequestId: [0-9a-f-]{36} Version: \\$LATEST");
    assertThat(log.get(1)).isEqualTo("echo für echo");
    assertThat(log.get(2)).matches("END RequestId: [0-9a-f-]{36}");
    assertThat(log.get(3))
        .matches(
            "REPORT RequestId: [0-9a-f-]{36}\tDuration: [0-9.]+ ms\tBilled Duration: [0-9]+ ms"
                + "\tMemory Size: 128 MB(\tMax Memory Used: \\d+ MB)?\tInit Duration: [0-9.]+ ms");
  }

  @Test
  void processStaysWarmAndOutputWithoutLineEndKeepsItsOrder() {
    LambdaFunctions functions = commanded("{}");
    assertThat(call(functions, "commanded", "\"calls\"")).isEqualTo("1");
    assertThat(call(functions, "commanded", "\"calls\"")).isEqualTo("2");
    assertThat(call(functions, "commanded", "\"print\"")).isEqualTo("printed");
    assertThat(functions.states().getFirst().starts()).isEqualTo(1);
    List<String> lines = stack.lines("commanded");
    assertThat(lines.subList(lines.size() - 5, lines.size() - 2))
        .satisfies(
            tail -> assertThat(tail.get(0)).startsWith("START "),
            tail -> assertThat(String.join("", tail)).contains("out without end"),
            tail -> assertThat(tail.getLast()).isEqualTo("last"));
  }

  @Test
  void thrownExceptionIsReportedAndTheProcessGoesOn() throws IOException {
    LambdaFunctions functions = commanded("{}");
    Functions.Outcome outcome = invoke(functions, "commanded", "\"throw for you\"");
    assertThat(outcome.error()).isEqualTo("Unhandled");
    JsonNode error = JSON.readTree(outcome.payload());
    assertThat(error.path("errorType").asText()).isEqualTo("java.lang.IllegalStateException");
    assertThat(error.path("errorMessage").asText()).isEqualTo("no \"good\"\nfor you");
    assertThat(error.path("stackTrace"))
        .hasSize(1)
        .first()
        .asString()
        .contains("Commanded.handleRequest(Commanded.java:");
    assertThat(call(functions, "commanded", "\"calls\"")).isEqualTo("2");
  }

  @Test
  void timeoutKillsTheProcessAndTheNextCallGetsANewOne() throws IOException {
    LambdaFunctions functions = commanded("{\"Timeout\":3}");
    String pid = call(functions, "commanded", "\"pid\"");
    Functions.Outcome outcome = invoke(functions, "commanded", "\"sleep 30000\"");
    JsonNode error = JSON.readTree(outcome.payload());
    assertThat(error.path("errorType").asText()).isEqualTo("Sandbox.Timedout");
    assertThat(error.path("errorMessage").asText())
        .isEqualTo(
            "RequestId: " + outcome.requestId() + " Error: Task timed out after 3.00 seconds");
    assertThat(ProcessHandle.of(Long.parseLong(pid))).isEmpty();
    assertThat(call(functions, "commanded", "\"calls\"")).isEqualTo("1");
    assertThat(functions.invocations())
        .extracting(InvocationRecord::outcome)
        .containsExactly("SUCCEEDED", "TIMED_OUT", "SUCCEEDED");
  }

  @Test
  void exitOfTheProcessIsAnError() throws IOException {
    LambdaFunctions functions = commanded("{}");
    Map<String, String> expected = new HashMap<>();
    expected.put("exit 3", "Runtime exited with error: exit status 3");
    expected.put("exit 0", "Runtime exited without providing a reason");
    for (Map.Entry<String, String> each : expected.entrySet()) {
      Functions.Outcome outcome = invoke(functions, "commanded", "\"" + each.getKey() + "\"");
      JsonNode error = JSON.readTree(outcome.payload());
      assertThat(error.path("errorType").asText()).isEqualTo("Runtime.ExitError");
      assertThat(error.path("errorMessage").asText()).endsWith("Error: " + each.getValue());
    }
    assertThat(functions.states().getFirst().starts()).isEqualTo(2);
  }

  @Test
  void killedProcessFailsItsInvocationAndIsReplaced() throws Exception {
    LambdaFunctions functions = commanded("{\"Timeout\":30}");
    Thread caller =
        Thread.ofVirtual()
            .start(() ->
                assertThat(invoke(functions, "commanded", "\"sleep 20000\"").error())
                    .isEqualTo("Unhandled"));
    TestStack.await(
        () -> stack.lines("commanded").stream().anyMatch(line -> line.startsWith("START")));
    OptionalLong killed = functions.kill("commanded");
    caller.join();
    assertThat(killed).isPresent();
    assertThat(functions.invocations().getLast().outcome()).isEqualTo("CRASHED");
    assertThat(call(functions, "commanded", "\"pid\"")).isNotEqualTo(killed.getAsLong() + "");
    assertThat(functions.kill("nothing")).isEmpty();
  }

  @Test
  void failingConstructorIsTheInvocationsError() throws IOException {
    LambdaFunctions functions = stack.function("broken", "InitFailure", "{}").functions();
    for (int i = 0; i < 2; i++) {
      JsonNode error = JSON.readTree(invoke(functions, "broken", "{}").payload());
      assertThat(error.path("errorType").asText()).isEqualTo("java.lang.IllegalArgumentException");
      assertThat(error.path("errorMessage").asText()).isEqualTo("no TABLE_NAME");
    }
    assertThat(functions.invocations().getLast().outcome()).isEqualTo("INIT_FAILED");
  }

  @Test
  void handlerThatIsNoneIsAClearInitError() throws IOException {
    LambdaFunctions functions =
        stack
            .function("none", "NoHandler", "{}")
            .function("missing", "Missing", "{}")
            .function("method", "Echo::other", "{}")
            .functions();
    assertThat(
            JSON.readTree(invoke(functions, "none", "{}").payload()).path("errorMessage").asText())
        .contains("does not implement com.amazonaws.services.lambda.runtime.RequestStreamHandler");
    assertThat(
            JSON.readTree(invoke(functions, "missing", "{}").payload())
                .path("errorMessage")
                .asText())
        .isEqualTo("Class not found: dev.storekeeper.sandbox.runtime.lambda.handlers.Missing");
    assertThat(
            JSON.readTree(invoke(functions, "method", "{}").payload())
                .path("errorMessage")
                .asText())
        .contains("handleRequest only, not other");
  }

  @Test
  void bigPayloadsPassUpToTheLimits() throws IOException {
    LambdaFunctions functions = stack.function("echo", "Echo", "{}").functions();
    byte[] most = ("\"" + "x".repeat((6 << 20) - 2) + "\"").getBytes(StandardCharsets.UTF_8);
    assertThat(functions.invoke(TestStack.arn("echo"), "test", most).payload()).isEqualTo(most);
    assertThatThrownBy(
            () -> functions.invoke(TestStack.arn("echo"), "test", new byte[(6 << 20) + 1]))
        .isInstanceOfSatisfying(AwsException.class, e -> assertThat(e.status()).isEqualTo(413));
  }

  @Test
  void tooLargeAnswerIsAnError() throws IOException {
    LambdaFunctions functions = commanded("{\"MemorySize\":256}");
    JsonNode error = JSON.readTree(invoke(functions, "commanded", "\"fill 9000000\"").payload());
    assertThat(error.path("errorType").asText()).isEqualTo("Function.ResponseSizeTooLarge");
    assertThat(call(functions, "commanded", "\"calls\"")).isEqualTo("2");
  }

  @Test
  void environmentIsTheTemplatesAndLambdasAndNothingElse() throws IOException {
    Path layer = Files.createDirectories(folder.resolve("layer"));
    Files.createDirectories(layer.resolve("policies"));
    LambdaFunctions functions =
        stack
            .resource(
                "AWS::Lambda::LayerVersion",
                "policies",
                "arn:aws:lambda:eu-west-1:111122223333:layer:policies:1",
                "{\"Content\":{\"Path\":\"" + layer + "\"}}")
            .function(
                "commanded",
                "Commanded::handleRequest",
                """
                {"MemorySize":256,"Layers":["arn:aws:lambda:eu-west-1:111122223333:layer:policies:1"],
                 "Environment":{"Variables":{"A":"1","POLICIES":"/opt/policies","ROOT":"/opt",
                   "OTHER":"/optional","SECRET":"s3cr3t"}}}\
                """)
            .functions();
    Map<String, String> environment = new HashMap<>();
    call(functions, "commanded", "\"environment\"")
        .lines()
        .forEach(line -> environment.put(line.split("=", 2)[0], line.split("=", 2)[1]));
    assertThat(environment)
        .containsEntry("A", "1")
        .containsEntry("POLICIES", layer.resolve("policies").toString())
        .containsEntry("ROOT", layer.toString())
        .containsEntry("OTHER", "/optional")
        .containsEntry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "256")
        .containsEntry("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
        .containsEntry("TZ", ":UTC");
    assertThat(environment.keySet())
        .containsExactlyInAnyOrder(
            "A",
            "POLICIES",
            "ROOT",
            "OTHER",
            "SECRET",
            "_HANDLER",
            "AWS_LAMBDA_RUNTIME_API",
            "AWS_LAMBDA_FUNCTION_NAME",
            "AWS_LAMBDA_FUNCTION_VERSION",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
            "AWS_LAMBDA_LOG_GROUP_NAME",
            "AWS_LAMBDA_LOG_STREAM_NAME",
            "AWS_LAMBDA_INITIALIZATION_TYPE",
            "LAMBDA_TASK_ROOT",
            "AWS_REGION",
            "AWS_DEFAULT_REGION",
            "AWS_ACCESS_KEY_ID",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_SESSION_TOKEN",
            "AWS_ENDPOINT_URL",
            "TZ",
            "LANG",
            "PATH",
            "AWS_EC2_METADATA_DISABLED",
            "AWS_CONFIG_FILE",
            "AWS_SHARED_CREDENTIALS_FILE",
            "cwd",
            "command");
    assertThat(environment.get("cwd")).startsWith(folder.resolve("functions/commanded").toString());
    assertThat(environment.get("command"))
        .contains("-Xmx217m")
        .doesNotContain("s3cr3t")
        .doesNotContain(environment.getOrDefault("AWS_SECRET_ACCESS_KEY", "absent"));
    assertThat(stack.identities.callerOf(environment.getOrDefault("AWS_ACCESS_KEY_ID", "")))
        .isEqualTo(
            new Caller.RoleSession(
                "arn:aws:iam::111122223333:role/commanded-role", "commanded", ""));
  }

  @Test
  void contextAndQualifierAreTheInvocations() {
    LambdaFunctions functions =
        stack
            .function("commanded", "Commanded", "{\"MemorySize\":200,\"Timeout\":5}")
            .resource(
                "AWS::Lambda::Alias",
                "live",
                TestStack.arn("commanded") + ":live",
                "{\"FunctionName\":\"commanded\",\"FunctionVersion\":\"7\",\"Name\":\"live\"}")
            .functions();
    Functions.Outcome outcome =
        functions.invoke(
            TestStack.arn("commanded") + ":live",
            "test",
            "\"context\"".getBytes(StandardCharsets.UTF_8));
    assertThat(new String(outcome.payload(), StandardCharsets.UTF_8))
        .isEqualTo(
            outcome.requestId()
                + "|commanded|7|"
                + TestStack.arn("commanded")
                + ":live|200|/aws/lambda/commanded|true");
  }

  @Test
  void functionsClassLoaderSeesTheJdkAndTheCoreOnly() {
    assertThat(call(commanded("{}"), "commanded", "\"classes\""))
        .isEqualTo("- - HttpClient function");
  }

  @Test
  void callsBeyondTheConcurrencyAreThrottled() throws Exception {
    LambdaFunctions functions = commanded("{\"ReservedConcurrentExecutions\":1,\"Timeout\":30}");
    Thread caller =
        Thread.ofVirtual().start(() -> invoke(functions, "commanded", "\"sleep 3000\""));
    TestStack.await(() -> !stack.lines("commanded").isEmpty());
    assertThatThrownBy(() -> invoke(functions, "commanded", "\"calls\""))
        .isInstanceOfSatisfying(
            AwsException.class, e -> assertThat(e.code()).isEqualTo("TooManyRequestsException"));
    caller.join();
    assertThat(call(functions, "commanded", "\"calls\"")).isEqualTo("2");
  }

  @Test
  void unknownFunctionIsNotFound() {
    assertThatThrownBy(() -> invoke(commanded("{}"), "other", "{}"))
        .isInstanceOfSatisfying(
            AwsException.class,
            e -> assertThat(e).hasMessage("Function not found: " + TestStack.arn("other")));
  }

  private LambdaFunctions commanded(String properties) {
    return stack.function("commanded", "Commanded", properties).functions();
  }

  private static Functions.Outcome invoke(LambdaFunctions functions, String name, String event) {
    return functions.invoke(TestStack.arn(name), "test", event.getBytes(StandardCharsets.UTF_8));
  }

  private static String call(LambdaFunctions functions, String name, String event) {
    Functions.Outcome outcome = invoke(functions, name, event);
    String payload = new String(outcome.payload(), StandardCharsets.UTF_8);
    assertThat(outcome.error()).as(payload).isEmpty();
    return payload;
  }
}
