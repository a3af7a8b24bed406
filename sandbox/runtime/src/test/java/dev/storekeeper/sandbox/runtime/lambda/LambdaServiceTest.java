package dev.storekeeper.sandbox.runtime.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.http.AwsRequest;
import dev.storekeeper.sandbox.runtime.http.AwsResponse;
import dev.storekeeper.sandbox.runtime.http.FrontServer;
import dev.storekeeper.sandbox.runtime.http.TestClient;
import dev.storekeeper.sandbox.runtime.iam.Caller;
import dev.storekeeper.sandbox.runtime.iam.TestRoles;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LambdaServiceTest {
  private static final String TRUST =
      "{'Effect':'Allow','Principal':{'Service':'lambda.amazonaws.com'},"
          + "'Action':'sts:AssumeRole'}";
  private static final String FUNCTIONS = "/2015-03-31/functions/";

  @TempDir Path folder;
  private TestStack stack;
  private LambdaFunctions functions;
  private LambdaService service;

  @BeforeEach
  void setUp() {
    stack =
        new TestStack(folder)
            .function("echo", "Echo", "{\"Environment\":{\"Variables\":{\"A\":\"1\"}}}")
            .function("broken", "InitFailure", "{}")
            .resource(
                "AWS::Lambda::Alias",
                "live",
                TestStack.arn("echo") + ":live",
                "{\"FunctionName\":\"echo\",\"FunctionVersion\":\"3\",\"Name\":\"live\"}")
            .resource(
                "AWS::Lambda::EventSourceMapping",
                "Mapping",
                "",
                "{\"FunctionName\":\"echo\",\"EventSourceArn\":\"" + FakeQueue.ARN + "\"}");
    functions = stack.functions();
    service = new LambdaService(functions, stack.mappings(functions), stack.authorizer);
  }

  @AfterEach
  void tearDown() {
    stack.close();
  }

  @Test
  void invokeAnswersWithPayloadVersionAndLogTail() {
    AwsResponse response =
        call("POST", "echo/invocations", Map.of("x-amz-log-type", "Tail"), "{\"a\":1}");
    assertThat(response.status()).isEqualTo(200);
    assertThat(new String(response.body(), StandardCharsets.UTF_8)).isEqualTo("{\"a\":1}");
    assertThat(response.headers())
        .containsEntry("X-Amz-Executed-Version", "$LATEST")
        .doesNotContainKey("X-Amz-Function-Error");
    String log =
        new String(
            Base64.getDecoder().decode(response.headers().getOrDefault("X-Amz-Log-Result", "")),
            StandardCharsets.UTF_8);
    assertThat(log).startsWith("START RequestId: ").contains("\necho für echo\nEND ");
    assertThat(stack.authorized)
        .contains(
            "arn:aws:iam::111122223333:user/owner lambda:InvokeFunction " + TestStack.arn("echo"));
  }

  @Test
  void payloadsOfSixMegabytesGoBothWaysOverTheWire() {
    byte[] largest = ('"' + "x".repeat((6 << 20) - 2) + '"').getBytes(StandardCharsets.UTF_8);
    HttpResponse<String> answer = invokeOverTheWire("AKIDOWNER", largest);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("X-Amz-Function-Error")).isEmpty();
    assertThat(answer.body()).hasSize(6 << 20);

    byte[] tooLarge = ('"' + "x".repeat((6 << 20) - 1) + '"').getBytes(StandardCharsets.UTF_8);
    answer = invokeOverTheWire("AKIDOWNER", tooLarge);
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.headers().firstValue("x-amzn-errortype"))
        .hasValue("RequestTooLargeException");
  }

  @ParameterizedTest
  @CsvSource({"operator, 200", "stranger, 403"})
  void roleNeedsThePermissionToInvoke(String role, int status) {
    String key =
        stack
            .identities
            .issue(new Caller.RoleSession(TestRoles.arn(role), "person", ""))
            .accessKeyId();

    assertThat(invokeOverTheWire(key, "{}".getBytes(StandardCharsets.UTF_8)).statusCode())
        .isEqualTo(status);
  }

  private HttpResponse<String> invokeOverTheWire(String key, byte[] payload) {
    TestStack guarded =
        new TestStack(
            folder,
            new TestRoles()
                .with("operator", TRUST, allow("lambda:InvokeFunction", TestStack.arn("echo")))
                .with("stranger", TRUST, allow("lambda:InvokeFunction", TestStack.arn("other")))
                .evaluator(stack.clock));
    try (guarded;
        FrontServer front = FrontServer.bind(0, stack.identities);
        TestClient client = new TestClient(front.endpoint())) {
      LambdaFunctions echo =
          guarded.function("echo", "Echo", "{\"MemorySize\":512,\"Timeout\":20}").functions();
      front.mount(new LambdaService(echo, guarded.mappings(echo), guarded.authorizer)).start();
      return client.send(
          client
              .request(FUNCTIONS + "echo/invocations")
              .header("Authorization", TestClient.authorization(key, "lambda"))
              .POST(HttpRequest.BodyPublishers.ofByteArray(payload)));
    }
  }

  private static String allow(String action, String resource) {
    return "{'Effect':'Allow','Action':'" + action + "','Resource':'" + resource + "'}";
  }

  @Test
  void failingFunctionIsAnErrorHeader() {
    AwsResponse response = call("POST", "broken/invocations", Map.of(), "");
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.headers()).containsEntry("X-Amz-Function-Error", "Unhandled");
    assertThat(new String(response.body(), StandardCharsets.UTF_8)).contains("no TABLE_NAME");
  }

  @Test
  void eventIsQueuedAndDryRunRunsNothing() {
    assertThat(
            call("POST", "echo/invocations", Map.of("x-amz-invocation-type", "DryRun"), "{}")
                .status())
        .isEqualTo(204);
    assertThat(functions.invocations()).isEmpty();
    assertThat(
            call("POST", "echo/invocations", Map.of("x-amz-invocation-type", "Event"), "{}")
                .status())
        .isEqualTo(202);
    TestStack.await(() -> functions.invocations().size() == 1);
  }

  @ParameterizedTest
  @CsvSource({
    "echo, $LATEST, arn:aws:lambda:eu-west-1:111122223333:function:echo",
    "echo:live, 3, arn:aws:lambda:eu-west-1:111122223333:function:echo:live",
    "echo%3A3, 3, arn:aws:lambda:eu-west-1:111122223333:function:echo:3",
    "111122223333:function:echo, $LATEST, arn:aws:lambda:eu-west-1:111122223333:function:echo",
    "arn%3Aaws%3Alambda%3Aeu-west-1%3A111122223333%3Afunction%3Aecho%3Alive, 3,"
        + " arn:aws:lambda:eu-west-1:111122223333:function:echo:live"
  })
  void functionGoesByManyNames(String name, String version, String arn) {
    JsonNode description = json(call("GET", name + "/configuration", Map.of(), ""));
    assertThat(description.path("Version").asText()).isEqualTo(version);
    assertThat(description.path("FunctionArn").asText()).isEqualTo(arn);
    assertThat(description.at("/Environment/Variables/A").asText()).isEqualTo("1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "other",
        "echo:dead",
        "222233334444:function:echo",
        "arn:aws:lambda:us-east-1:111122223333:function:echo"
      })
  void unknownFunctionIsNotFound(String name) {
    assertThatThrownBy(() -> call("GET", name, Map.of(), ""))
        .isInstanceOfSatisfying(
            AwsException.class, e -> assertThat(e.code()).isEqualTo("ResourceNotFoundException"));
  }

  @Test
  void listsNameFunctionsAndMappings() {
    assertThat(json(call("GET", "", Map.of(), "")).path("Functions")).hasSize(2);
    JsonNode mappings =
        json(
            service.handle(
                new AwsRequest(
                    new Caller.Owner("111122223333"),
                    "GET",
                    "/2015-03-31/event-source-mappings/",
                    Map.of("FunctionName", "echo"),
                    Map.of(),
                    new byte[0])));
    assertThat(mappings.path("EventSourceMappings")).hasSize(1);
    assertThat(mappings.at("/EventSourceMappings/0/BatchSize").asInt()).isEqualTo(10);
    assertThat(json(call("GET", "echo", Map.of(), "")).at("/Code/RepositoryType").asText())
        .isEqualTo("file");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          POST   | echo/invocations   | {"a":  | 400 | Could not parse request body into json
          POST   | echo/invocations   | 1 2    | 400 | Could not parse request body into json
          PUT    | echo/code          | {}     | 501 | does not offer UpdateFunctionCode
          DELETE | echo               | {}     | 501 | does not offer DeleteFunction
          PATCH  | echo/thing         | {}     | 501 | does not offer PATCH /2015-03-31/functions/echo/thing
          """)
  void badCallsAreRefusedByName(
      String method, String path, String body, int status, String message) {
    assertThatThrownBy(() -> call(method, path, Map.of(), body))
        .isInstanceOfSatisfying(AwsException.class, e -> assertThat(e.status()).isEqualTo(status))
        .hasMessageContaining(message);
  }

  private AwsResponse call(String method, String path, Map<String, String> headers, String body) {
    return service.handle(
        new AwsRequest(
            new Caller.Owner("111122223333"),
            method,
            FUNCTIONS + path,
            Map.of(),
            headers,
            body.getBytes(StandardCharsets.UTF_8)));
  }

  private static JsonNode json(AwsResponse response) {
    return TestStack.json(new String(response.body(), StandardCharsets.UTF_8));
  }
}
