package dev.storekeeper.sandbox.runtime.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.sandbox.runtime.AwsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mappings to functions in real processes. */
final class EventSourceMappingsTest {
  private static final String ON_FAILURE = "arn:aws:sqs:eu-west-1:111122223333:failed";

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
  void queueBatchReachesTheFunctionAsAnSqsEvent() {
    FakeQueue queue = queue().send("a", "b");
    stack.function("echo", "Echo", "{}");
    start(mapping("echo", FakeQueue.ARN, "{}"));
    TestStack.await(() -> queue.left().isEmpty());
    assertThat(stack.authorized)
        .contains(
            "arn:aws:sts::111122223333:assumed-role/echo-role/echo sqs:ReceiveMessage "
                + FakeQueue.ARN);
  }

  @Test
  void echoOfAnSqsEventIsNoReportOfFailuresSoTheWholeBatchFails() {
    FakeQueue queue = queue().send("a", "b");
    stack.function("echo", "Echo", "{}");
    LambdaFunctions functions =
        start(
            mapping(
                "echo",
                FakeQueue.ARN,
                "{\"FunctionResponseTypes\":[\"ReportBatchItemFailures\"]}"));
    TestStack.await(() -> !functions.invocations().isEmpty());
    assertThat(functions.invocations().getFirst().trigger()).isEqualTo("sqs:work");
    assertThat(queue.left()).containsExactly("m1x1", "m2x1");
  }

  @Test
  void processKilledInTheMiddleOfABatchMakesTheBatchReappear() {
    FakeQueue queue = queue().send("a");
    stack.function("slow", "Sleeper", "{\"Timeout\":20}");
    LambdaFunctions functions = start(mapping("slow", FakeQueue.ARN, "{}"));
    TestStack.await(() -> stack.lines("slow").contains("sleeping"));
    assertThat(functions.kill("slow")).isPresent();
    TestStack.await(() -> !functions.invocations().isEmpty());
    assertThat(functions.invocations().getFirst().outcome()).isEqualTo("CRASHED");
    assertThat(queue.left()).containsExactly("m1x1");
    stack.clock.advance(Duration.ofSeconds(31));
    TestStack.await(() -> queue.left().contains("m1x2"));
  }

  @Test
  void functionThatMayRunLongerThanAMessageIsHiddenIsRefused() {
    queue();
    stack.function("slow", "Echo", "{\"Timeout\":31}");
    assertThatThrownBy(() -> start(mapping("slow", FakeQueue.ARN, "{}")))
        .isInstanceOf(AwsException.class)
        .hasMessageContaining(
            "Queue visibility timeout: 30 seconds is less than Function timeout: 31 seconds");
  }

  @Test
  void discardedRecordsOfAStreamAreReportedLikeLambda() {
    stack.destinations.register(FakeStream.ARN, new FakeStream().add("a", stack.clock.instant()));
    FakeQueue failed = new FakeQueue(stack.clock, Duration.ofSeconds(30));
    stack.destinations.register(ON_FAILURE, failed);
    stack.function("broken", "InitFailure", "{}");
    start(
        mapping(
            "broken",
            FakeStream.ARN,
            """
            {"StartingPosition":"TRIM_HORIZON","MaximumRetryAttempts":0,
             "DestinationConfig":{"OnFailure":{"Destination":"%s"}}}\
            """
                .formatted(ON_FAILURE)));
    TestStack.await(() -> !failed.delivered().isEmpty());
    JsonNode record = TestStack.json(failed.delivered().getFirst().payload());
    assertThat(record.at("/requestContext/condition").asText()).isEqualTo("RetryAttemptsExhausted");
    assertThat(record.at("/requestContext/approximateInvokeCount").asInt()).isEqualTo(1);
    assertThat(record.at("/responseContext/functionError").asText()).isEqualTo("Unhandled");
    assertThat(record.at("/DDBStreamBatchInfo/startSequenceNumber").asText()).isEqualTo("1");
    assertThat(record.at("/DDBStreamBatchInfo/batchSize").asInt()).isEqualTo(1);
    assertThat(record.at("/DDBStreamBatchInfo/streamArn").asText()).isEqualTo(FakeStream.ARN);
  }

  /** Seeded, but process ids are part of it too: it must hold for any run. */
  @Test
  void everyRecordIsHandledInOrderByAFunctionThatDiesAtRandom() throws IOException {
    FakeStream stream = new FakeStream();
    for (int i = 0; i < 1_000; i++) {
      stream.add("a", stack.clock.instant());
    }
    stack.destinations.register(FakeStream.ARN, stream);
    Path seen = folder.resolve("seen");
    stack.function(
        "flaky",
        "Flaky",
        "{\"Environment\":{\"Variables\":{\"SEED\":\"20260101\",\"SEEN\":\"" + seen + "\"}}}");
    LambdaFunctions functions =
        start(
            mapping(
                "flaky",
                FakeStream.ARN,
                "{\"StartingPosition\":\"TRIM_HORIZON\",\"BatchSize\":50}"));
    TestStack.await(() -> {
      stack.clock.advance(Duration.ofSeconds(1));
      return Files.exists(seen) && lines(seen).contains(range(951, 1_000));
    });
    List<String> batches = lines(seen);
    TreeSet<Integer> numbers = new TreeSet<>();
    int next = 1;
    for (String batch : batches) {
      int first = Integer.parseInt(batch.split(" ", 2)[0]);
      assertThat(batch).isEqualTo(range(first, first + 49));
      assertThat(first)
          .as("neither skips nor goes back further than its batch")
          .isIn(next, next - 50);
      next = first + 50;
      IntStream.range(first, first + 50).forEach(numbers::add);
    }
    assertThat(numbers).hasSize(1_000);
    assertThat(functions.invocations())
        .extracting(InvocationRecord::outcome)
        .contains("CRASHED", "SUCCEEDED");
  }

  private FakeQueue queue() {
    FakeQueue queue = new FakeQueue(stack.clock, Duration.ofSeconds(30));
    stack.destinations.register(FakeQueue.ARN, queue);
    return queue;
  }

  private static String mapping(String function, String source, String properties) {
    return TestStack.json(properties)
        .put("FunctionName", function)
        .put("EventSourceArn", source)
        .toString();
  }

  private LambdaFunctions start(String mapping) {
    stack.resource("AWS::Lambda::EventSourceMapping", "Mapping", "", mapping);
    LambdaFunctions functions = stack.functions();
    stack.mappings(functions).start();
    return functions;
  }

  private static String range(int first, int last) {
    StringBuilder numbers = new StringBuilder();
    IntStream.rangeClosed(first, last).forEach(number -> numbers.append(number).append(' '));
    return numbers.toString();
  }

  private static List<String> lines(Path file) {
    try {
      return new ArrayList<>(Files.readAllLines(file));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
