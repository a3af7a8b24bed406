package dev.storekeeper.sandbox.runtime.pipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.iam.Caller;
import dev.storekeeper.sandbox.runtime.lambda.FakeQueue;
import dev.storekeeper.sandbox.runtime.lambda.FakeStream;
import dev.storekeeper.sandbox.runtime.lambda.Functions;
import dev.storekeeper.sandbox.runtime.lambda.TestStack;
import dev.storekeeper.sandbox.runtime.messaging.Delivery;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pipes over fake sources, functions and targets. */
final class PipesTest {
  private static final String BUS = "arn:aws:events:eu-west-1:111122223333:event-bus/storekeeper";
  private static final String QUEUE = "arn:aws:sqs:eu-west-1:111122223333:out";
  private static final String DEAD = "arn:aws:sqs:eu-west-1:111122223333:dead";
  private static final String ROLE = "arn:aws:iam::111122223333:role/pipe";

  @TempDir Path state;
  private TestStack stack;
  private final FakeStream stream = new FakeStream();
  private final List<Delivery> bus = Collections.synchronizedList(new ArrayList<>());
  private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
  private FakeQueue dead;
  private volatile UnaryOperator<String> enrichment = UnaryOperator.identity();

  @BeforeEach
  void setUp() {
    stack = new TestStack(state);
    dead = new FakeQueue(stack.clock, Duration.ofSeconds(30));
    stack.destinations.register(FakeStream.ARN, stream);
    stack.destinations.register(BUS, delivery -> bus.add(delivery));
    stack.destinations.register(DEAD, dead);
  }

  @AfterEach
  void tearDown() {
    stack.close();
  }

  @Test
  void recordBecomesAnEntryOfTheBus() {
    stream.add("a", stack.clock.instant());
    start(
        pipe(BUS, "{}")
            .set(
                "TargetParameters",
                TestStack.json(
                    """
                    {"EventBridgeEventBusParameters":{"Source":"storekeeper","DetailType":"$.eventName",
                     "Resources":["fixed","$.dynamodb.NewImage.kind.S"],
                     "Time":"$.dynamodb.ApproximateCreationDateTime"}}\
                    """)));
    TestStack.await(() -> bus.size() == 1);
    JsonNode entry = TestStack.json(bus.getFirst().payload());
    assertThat(entry.path("Source").asText()).isEqualTo("storekeeper");
    assertThat(entry.path("DetailType").asText()).isEqualTo("INSERT");
    assertThat(entry.path("Resources").toString()).isEqualTo("[\"fixed\",\"a\"]");
    JsonNode record = TestStack.json(entry.path("Detail").asText());
    assertThat(entry.path("Time").asText())
        .isEqualTo(record.at("/dynamodb/ApproximateCreationDateTime").asText());
    assertThat(record.path("eventID").asText()).isEqualTo("event-1");
    assertThat(bus.getFirst().caller()).isEqualTo(new Caller.RoleSession(ROLE, "pipe-outbox", ""));
    assertThat(stack.authorized)
        .contains(
            "arn:aws:sts::111122223333:assumed-role/pipe/pipe-outbox dynamodb:GetRecords "
                + FakeStream.ARN);
  }

  @Test
  void unnamedSourceAndDetailTypeAreThePipes() {
    stream.add("a", stack.clock.instant());
    start(pipe(BUS, "{}"));
    TestStack.await(() -> bus.size() == 1);
    assertThat(bus.getFirst().payload())
        .startsWith("{\"Source\":\"Pipe outbox\",\"DetailType\":\"Event from aws:dynamodb\"");
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          [{"x":1},{"x":2}]  | {"x":1} {"x":2}
          {"x":1}            | {"x":1}
          []                 | ``
          null               | ``
          ``                 | ``
          """)
  void enrichmentDecidesWhatIsSent(String answer, String expected) {
    stream.add("a", stack.clock.instant()).add("b", stack.clock.instant());
    enrichment = request -> answer;
    start(enriched());
    TestStack.await(() ->
        calls.size() == 1
            && bus.size() == expected.split(" ").length - (expected.isEmpty() ? 1 : 0));
    assertThat(TestStack.json("{\"all\":" + calls.getFirst() + "}").path("all")).hasSize(2);
    assertThat(bus.stream().map(each -> TestStack.json(each.payload()).path("Detail").asText()))
        .containsExactlyElementsOf(expected.isEmpty() ? List.of() : List.of(expected.split(" ")));
    assertThat(stack.authorized)
        .contains(
            "arn:aws:sts::111122223333:assumed-role/pipe/pipe-outbox lambda:InvokeFunction "
                + TestStack.arn("enrich"));
  }

  @Test
  void failingEnrichmentIsRetriedUntilItWorks() {
    stream.add("a", stack.clock.instant());
    enrichment = request -> calls.size() < 3 ? "!" : request;
    start(enriched());
    awaitWhileTimePasses(() -> bus.size() == 1);
    assertThat(calls).hasSize(3);
  }

  @Test
  void exhaustedRecordGoesToTheDeadLetterQueueAndTheNextGoesOn() {
    stream.add("bad", stack.clock.instant()).add("good", stack.clock.instant());
    enrichment = request -> request.contains("bad") ? "!" : request;
    ObjectNode pipe = enriched();
    parameters(pipe)
        .put("MaximumRetryAttempts", 2)
        .put("OnPartialBatchItemFailure", "AUTOMATIC_BISECT")
        .putObject("DeadLetterConfig")
        .put("Arn", DEAD);
    start(pipe);
    awaitWhileTimePasses(() -> bus.size() == 1);
    assertThat(bus.getFirst().payload()).contains("good");
    assertThat(dead.delivered()).hasSize(1);
    JsonNode record = TestStack.json(dead.delivered().getFirst().payload());
    assertThat(record.at("/context/partnerResourceArn").asText())
        .isEqualTo("arn:aws:pipes:eu-west-1:111122223333:pipe/outbox");
    assertThat(record.at("/context/condition").asText()).isEqualTo("RetryAttemptsExhausted");
    assertThat(record.at("/DDBStreamBatchInfo/startSequenceNumber").asText()).isEqualTo("1");
    assertThat(calls).hasSize(5);
  }

  @Test
  void withoutADeadLetterQueueTheLossIsTold() {
    stream.add("bad", stack.clock.instant());
    enrichment = request -> "!";
    ObjectNode pipe = enriched();
    parameters(pipe).put("MaximumRetryAttempts", 0);
    start(pipe);
    TestStack.await(() ->
        stack.lines("outbox").stream()
            .anyMatch(line -> line.startsWith("records are discarded: {\"context\"")));
  }

  @Test
  void refusingBusIsTriedAgainFromTheFirstRecordThatItRefused() {
    for (int i = 0; i < 3; i++) {
      stream.add("a", stack.clock.instant());
    }
    List<String> attempts = Collections.synchronizedList(new ArrayList<>());
    stack.destinations.register(
        BUS,
        delivery -> {
          String id =
              TestStack.json(TestStack.json(delivery.payload()).path("Detail").asText())
                  .path("eventID")
                  .asText();
          attempts.add(id);
          if (attempts.size() == 2 || attempts.size() == 3) {
            throw new AwsException(500, "InternalException", "not now");
          }
        });
    ObjectNode pipe = pipe(BUS, "{}");
    parameters(pipe).put("MaximumRetryAttempts", 0);
    start(pipe);
    awaitWhileTimePasses(() -> attempts.contains("event-3"));
    assertThat(attempts).containsExactly("event-1", "event-2", "event-2", "event-2", "event-3");
  }

  @Test
  void everyRecordPassesAPipeWhoseFunctionAndBusFailAtRandomAndWhichRestarts() {
    Random random = new Random(7);
    TreeSet<Integer> seen = new TreeSet<>();
    for (int i = 0; i < 1_000; i++) {
      stream.add("a", stack.clock.instant());
    }
    enrichment = request -> random.nextInt(3) == 0 ? "!" : request;
    stack.destinations.register(
        BUS,
        delivery -> {
          if (random.nextInt(50) == 0) {
            throw new AwsException(random.nextBoolean() ? 429 : 400, "Random", "failure");
          }
          JsonNode detail =
              TestStack.json(TestStack.json(delivery.payload()).path("Detail").asText());
          synchronized (seen) {
            seen.add(detail.at("/dynamodb/SequenceNumber").asInt());
          }
        });
    ObjectNode pipe = enriched();
    parameters(pipe).put("BatchSize", 20);
    for (int goal : new int[] {300, 600, 1_000}) {
      Pipes pipes = start(pipe);
      awaitWhileTimePasses(() -> {
        synchronized (seen) {
          return seen.size() >= goal;
        }
      });
      pipes.close();
    }
    assertThat(seen).hasSize(1_000);
    assertThat(dead.delivered()).isEmpty();
  }

  @Test
  void queueIsASourceAndATarget() {
    FakeQueue source = new FakeQueue(stack.clock, Duration.ofSeconds(30)).send("{\"a\":1}", "drop");
    FakeQueue out = new FakeQueue(stack.clock, Duration.ofSeconds(30));
    stack.destinations.register(FakeQueue.ARN, source);
    stack.destinations.register(QUEUE, out);
    ObjectNode pipe = pipe(QUEUE, "{}").put("Source", FakeQueue.ARN);
    pipe.set(
        "SourceParameters",
        TestStack.json(
            "{\"FilterCriteria\":{\"Filters\":[{\"Pattern\":\"{\\\"body\\\":{\\\"a\\\":[1]}}\"}]}}"));
    start(pipe);
    TestStack.await(() -> source.left().isEmpty());
    assertThat(out.delivered())
        .singleElement()
        .satisfies(delivery ->
            assertThat(TestStack.json(delivery.payload()).path("body").asText())
                .isEqualTo("{\"a\":1}"));
  }

  @Test
  void messagesThatFailStayInTheSourceQueue() {
    FakeQueue source = new FakeQueue(stack.clock, Duration.ofSeconds(30)).send("1", "2");
    stack.destinations.register(FakeQueue.ARN, source);
    ObjectNode pipe = enriched().put("Source", FakeQueue.ARN);
    pipe.remove("SourceParameters");
    enrichment = request -> "!";
    start(pipe);
    TestStack.await(() -> calls.size() == 1 && !stack.lines("outbox").isEmpty());
    assertThat(source.left()).containsExactly("m1x1", "m2x1");
  }

  @Test
  void functionIsATarget() {
    stream.add("a", stack.clock.instant());
    start(pipe(TestStack.arn("sink"), "{}"));
    TestStack.await(() -> calls.size() == 1);
    assertThat(calls.getFirst()).startsWith("[{\"eventID\":\"event-1\"");
  }

  @Test
  void stoppedPipeReadsNothing() {
    stream.add("a", stack.clock.instant());
    start(pipe(BUS, "{\"DesiredState\":\"STOPPED\"}"));
    assertThat(stack.authorized).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"TargetParameters":{"InputTemplate":"x"}}              | property InputTemplate: found
          {"EnrichmentParameters":{"InputTemplate":"x"}}          | property InputTemplate: found
          {"Enrichment":"arn:aws:states:eu-west-1:1:x"}           | property Enrichment: found
          {"Target":"arn:aws:sns:eu-west-1:111122223333:t"}       | property Target: found
          {"TargetParameters":{"EventBridgeEventBusParameters":{"Source":"$.a["}}} | expected a path
          {"Source":"arn:aws:dynamodb:eu-west-1:1:table/none/stream/x"} | no stream exists
          """)
  void whatIsNotOfferedIsRefusedByName(String properties, String message) {
    ObjectNode pipe = pipe(BUS, "{}");
    pipe.setAll(TestStack.json(properties));
    assertThatThrownBy(() -> start(pipe)).hasMessageContaining(message);
  }

  private void awaitWhileTimePasses(java.util.function.BooleanSupplier condition) {
    TestStack.await(() -> {
      stack.clock.advance(Duration.ofMillis(200));
      return condition.getAsBoolean();
    });
  }

  private static ObjectNode pipe(String target, String properties) {
    ObjectNode pipe = TestStack.json(properties);
    pipe.put("Source", FakeStream.ARN).put("Target", target).put("RoleArn", ROLE);
    parameters(pipe).put("StartingPosition", "TRIM_HORIZON");
    return pipe;
  }

  private static ObjectNode enriched() {
    return pipe(BUS, "{}").put("Enrichment", TestStack.arn("enrich"));
  }

  private static ObjectNode parameters(ObjectNode pipe) {
    return pipe.withObject("/SourceParameters/DynamoDBStreamParameters");
  }

  private Pipes start(JsonNode properties) {
    stack.resource(
        "AWS::Pipes::Pipe",
        "outbox",
        "arn:aws:pipes:eu-west-1:111122223333:pipe/outbox",
        properties.toString());
    Functions functions =
        new Functions() {
          @Override
          public Outcome invoke(String functionArn, String trigger, byte[] payload) {
            String request = new String(payload, StandardCharsets.UTF_8);
            calls.add(request);
            String answer = enrichment.apply(request);
            boolean failed = answer.equals("!");
            return new Outcome(
                "request", answer.getBytes(StandardCharsets.UTF_8), failed ? "Unhandled" : "");
          }

          @Override
          public void invokeAsync(String functionArn, String trigger, byte[] payload) {
            throw new AssertionError("not expected");
          }
        };
    Pipes pipes =
        new Pipes(
            functions,
            state,
            stack.clock,
            stack.authorizer,
            stack.destinations,
            stack.console::add,
            List.of(stack.resources().getLast()));
    stack.closeLater(pipes::close);
    pipes.start();
    return pipes;
  }
}
