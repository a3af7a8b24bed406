package dev.storekeeper.sandbox.runtime.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.iam.Caller;
import dev.storekeeper.sandbox.runtime.messaging.Delivery;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AsyncInvocationsTest {
  private static final String FAILS = "\"throw always\"";

  @TempDir Path folder;
  private TestStack stack;
  private FakeQueue results;
  private FakeQueue deadLetters;

  @BeforeEach
  void setUp() {
    stack = new TestStack(folder);
    results = new FakeQueue(stack.clock, Duration.ofSeconds(30));
    deadLetters = new FakeQueue(stack.clock, Duration.ofSeconds(30));
    stack.destinations.register("arn:aws:sqs:eu-west-1:111122223333:results", results);
    stack.destinations.register("arn:aws:sqs:eu-west-1:111122223333:dead", deadLetters);
  }

  @AfterEach
  void tearDown() {
    stack.close();
  }

  @Test
  void failureIsTriedAfterOneAndTwoMinutesThenRecordedAndDeadLettered() {
    LambdaFunctions functions =
        commanded(
            """
            {"DeadLetterConfig":{"TargetArn":"arn:aws:sqs:eu-west-1:111122223333:dead"}}\
            """,
            """
            {"DestinationConfig":{"OnFailure":
              {"Destination":"arn:aws:sqs:eu-west-1:111122223333:results"}}}\
            """);
    functions.invokeAsync(TestStack.arn("commanded"), "rule:r", bytes(FAILS));
    awaitInvocations(functions, 1);
    stack.clock.advance(Duration.ofSeconds(58));
    assertThat(functions.invocations()).hasSize(1);
    stack.clock.advance(Duration.ofSeconds(7));
    awaitInvocations(functions, 2);
    stack.clock.advance(Duration.ofSeconds(110));
    assertThat(functions.invocations()).hasSize(2);
    stack.clock.advance(Duration.ofSeconds(15));
    awaitInvocations(functions, 3);
    TestStack.await(() -> !deadLetters.delivered().isEmpty());
    stack.clock.advance(Duration.ofHours(6));
    assertThat(functions.invocations())
        .hasSize(3)
        .allSatisfy(each -> assertThat(each.trigger()).isEqualTo("rule:r"))
        .extracting(InvocationRecord::requestId)
        .containsOnly(functions.invocations().getFirst().requestId());

    String id = functions.invocations().getFirst().requestId();
    assertThat(results.delivered()).hasSize(1);
    JsonNode record = TestStack.json(results.delivered().getFirst().payload());
    assertThat(record.path("version").asText()).isEqualTo("1.0");
    assertThat(record.path("requestContext").toString())
        .isEqualTo(
            "{\"requestId\":\"%s\",\"functionArn\":\"%s:$LATEST\",\"condition\":\"RetriesExhausted\",\"approximateInvokeCount\":3}"
                .formatted(id, TestStack.arn("commanded")));
    assertThat(record.path("requestPayload").asText()).isEqualTo("throw always");
    assertThat(record.path("responseContext").toString())
        .isEqualTo(
            "{\"statusCode\":200,\"executedVersion\":\"$LATEST\",\"functionError\":\"Unhandled\"}");
    assertThat(record.path("responsePayload").path("errorType").asText())
        .isEqualTo("java.lang.IllegalStateException");

    Delivery dead = deadLetters.delivered().getFirst();
    assertThat(dead.payload()).isEqualTo(FAILS);
    assertThat(dead.attributes())
        .isEqualTo(
            Map.of("RequestID", id, "ErrorCode", "200", "ErrorMessage", "no \"good\"\nalways"));
    assertThat(dead.caller())
        .isEqualTo(
            new Caller.RoleSession(
                "arn:aws:iam::111122223333:role/commanded-role", "commanded", ""));
  }

  @Test
  void oneLongStepOfTheClockMakesEveryRetryThatWasDue() {
    LambdaFunctions functions = commanded("{}", "{}");
    functions.invokeAsync(TestStack.arn("commanded"), "test", bytes(FAILS));
    awaitInvocations(functions, 1);
    stack.clock.advance(Duration.ofMinutes(10));
    awaitInvocations(functions, 3);
    TestStack.await(() ->
        stack.lines("commanded").stream()
            .anyMatch(line -> line.contains("is discarded: RetriesExhausted")));
  }

  @Test
  void retriesEndWhenTheEventIsTooOld() {
    LambdaFunctions functions =
        commanded(
            "{}",
            """
            {"MaximumEventAgeInSeconds":60,"DestinationConfig":{"OnFailure":
              {"Destination":"arn:aws:sqs:eu-west-1:111122223333:results"}}}\
            """);
    functions.invokeAsync(TestStack.arn("commanded"), "test", bytes(FAILS));
    awaitInvocations(functions, 1);
    stack.clock.advance(Duration.ofMinutes(5));
    TestStack.await(() -> !results.delivered().isEmpty());
    assertThat(results.delivered().getFirst().payload()).contains("EventAgeExceeded");
    assertThat(functions.invocations()).hasSize(1);
  }

  @Test
  void successGoesToItsDestinationAndABusGetsAnEntry() {
    FakeQueue bus = new FakeQueue(stack.clock, Duration.ZERO);
    String arn = "arn:aws:events:eu-west-1:111122223333:event-bus/results";
    stack.destinations.register(arn, bus);
    LambdaFunctions functions =
        commanded(
            "{}", "{\"DestinationConfig\":{\"OnSuccess\":{\"Destination\":\"" + arn + "\"}}}");
    functions.invokeAsync(TestStack.arn("commanded"), "test", bytes("\"calls\""));
    TestStack.await(() -> !bus.delivered().isEmpty());
    JsonNode entry = TestStack.json(bus.delivered().getFirst().payload());
    assertThat(entry.path("Source").asText()).isEqualTo("lambda");
    assertThat(entry.path("DetailType").asText())
        .isEqualTo("Lambda Function Invocation Result - Success");
    JsonNode record = TestStack.json(entry.path("Detail").asText());
    assertThat(record.at("/requestContext/condition").asText()).isEqualTo("Success");
    assertThat(record.path("responsePayload").asInt()).isEqualTo(1);
  }

  @Test
  void zeroConcurrencySendsEventsStraightToTheDeadLetters() {
    LambdaFunctions functions =
        commanded(
            """
            {"ReservedConcurrentExecutions":0,
             "DeadLetterConfig":{"TargetArn":"arn:aws:sqs:eu-west-1:111122223333:dead"}}\
            """,
            "{}");
    functions.invokeAsync(TestStack.arn("commanded"), "test", bytes("1"));
    TestStack.await(() -> !deadLetters.delivered().isEmpty());
    assertThat(deadLetters.delivered().getFirst().attributes())
        .containsEntry("ErrorCode", "429")
        .containsEntry("ErrorMessage", "ZeroReservedConcurrency");
  }

  @Test
  void moreEventsThanProcessesWaitForTheirTurn() {
    LambdaFunctions functions = commanded("{\"ReservedConcurrentExecutions\":1}", "{}");
    for (int i = 0; i < 20; i++) {
      functions.invokeAsync(TestStack.arn("commanded"), "test", bytes("\"calls\""));
    }
    awaitInvocations(functions, 20);
    assertThat(functions.invocations())
        .extracting(InvocationRecord::outcome)
        .containsOnly("SUCCEEDED");
    assertThat(functions.states().getFirst().starts()).isEqualTo(1);
  }

  @Test
  void everyNameOfAFunctionTakesDeliveriesThatItsPolicyAllows() {
    stack.resource(
        "AWS::Lambda::Alias",
        "live",
        TestStack.arn("commanded") + ":live",
        "{\"FunctionName\":\"commanded\",\"FunctionVersion\":\"1\",\"Name\":\"live\"}");
    LambdaFunctions functions = commanded("{}", "{}");
    Caller rule =
        new Caller.Service("events.amazonaws.com", "arn:aws:events:eu-west-1:1:rule/bus/audit");
    for (String suffix : List.of("", ":$LATEST", ":live", ":1")) {
      stack.destinations.deliver(
          TestStack.arn("commanded") + suffix, new Delivery(rule, "{}", Map.of()));
    }
    awaitInvocations(functions, 4);
    assertThat(functions.invocations().getFirst().trigger()).isEqualTo("events:audit");
    assertThat(stack.authorized)
        .contains(
            "events.amazonaws.com lambda:InvokeFunction " + TestStack.arn("commanded") + ":live");
  }

  @Test
  void largeEventIsRefused() {
    LambdaFunctions functions = commanded("{}", "{}");
    assertThatThrownBy(() ->
            functions.invokeAsync(TestStack.arn("commanded"), "test", new byte[(1 << 20) + 1]))
        .isInstanceOfSatisfying(AwsException.class, e -> assertThat(e.status()).isEqualTo(413));
  }

  private LambdaFunctions commanded(String function, String invoke) {
    String properties =
        TestStack.json(invoke)
            .put("FunctionName", "commanded")
            .put("Qualifier", "$LATEST")
            .toString();
    return stack
        .function("commanded", "Commanded", function)
        .resource("AWS::Lambda::EventInvokeConfig", "config", "", properties)
        .functions();
  }

  private static void awaitInvocations(LambdaFunctions functions, int count) {
    TestStack.await(() -> functions.invocations().size() >= count);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
