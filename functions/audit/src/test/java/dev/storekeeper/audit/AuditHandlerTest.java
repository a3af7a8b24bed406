package dev.storekeeper.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.codeartifact.Observation;
import dev.storekeeper.codeartifact.OriginType;
import dev.storekeeper.codeartifact.PackageVersion;
import dev.storekeeper.lambda.FakeContext;
import dev.storekeeper.ledger.LedgerRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditHandlerTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path EVENTS = Path.of(System.getProperty("storekeeper.root"), "events");
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-04T10:15:42.118Z"), ZoneOffset.UTC);

  private final FakeLedger ledger = new FakeLedger();
  private final List<PackageVersion> observed = Collections.synchronizedList(new ArrayList<>());
  private final List<String> deadLetters = Collections.synchronizedList(new ArrayList<>());
  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
  private Observation observation = observation(Observation.Outcome.COMPLETE, Optional.empty());
  private final AuditHandler handler =
      new AuditHandler(
          new Audit(
              ledger,
              version -> {
                observed.add(version);
                return observation;
              },
              CLOCK),
          (message, reason) -> deadLetters.add(message.id() + ": " + reason),
          CLOCK,
          new PrintStream(lines, true, StandardCharsets.UTF_8));

  @Test
  void theSampleOfTheQueueIsRecorded() throws Exception {
    String response = handle(Files.readString(EVENTS.resolve("audit-queue.json")));

    assertThat(response).isEqualTo("{\"batchItemFailures\":[]}");
    LedgerRecord record = ledger.records().getFirst();
    assertThat(ledger.records()).hasSize(1);
    assertThat(record.type()).isEqualTo("package-version.published");
    assertThat(record.recordedAt()).isEqualTo(CLOCK.instant());
    assertThat(record.data().path("origin").asText()).isEqualTo("INTERNAL");
    assertThat(record.data().path("late").asBoolean()).isFalse();
    assertThat(record.event()).contains(sample());
    assertThat(metrics())
        .containsEntry("Records", 1L)
        .containsEntry("Late", 0L)
        .containsEntry("ObservationFailures", 0L)
        .containsEntry("Rejected", 0L)
        .containsEntry("LagMilliseconds", 12_118L)
        .doesNotContainKey("Duplicates");
    assertThat(lines.toString(StandardCharsets.UTF_8)).contains("\"recordId\":\"" + record.id());
  }

  @Test
  void aDuplicateIsCountedAndNotObservedAgain() throws Exception {
    handle(batch(List.of(sample())));
    lines.reset();
    handle(batch(List.of(sample())));

    assertThat(ledger.records()).hasSize(1);
    assertThat(observed).hasSize(1);
    assertThat(metrics()).containsEntry("Duplicates", 1L).doesNotContainKey("Records");
  }

  @Test
  void aDuplicateThatAnotherInvocationAppendsMeanwhileIsCounted() throws Exception {
    handle(batch(List.of(sample())));
    lines.reset();
    ledger.lookEmpty();
    String response = handle(batch(List.of(sample())));

    assertThat(response).isEqualTo("{\"batchItemFailures\":[]}");
    assertThat(ledger.records()).hasSize(1);
    assertThat(metrics()).containsEntry("Duplicates", 1L).doesNotContainKey("Records");
  }

  @Test
  void aDeletedVersionIsRecordedWithoutBeingObserved() throws Exception {
    ObjectNode event = sample();
    event.withObject("/detail").put("operationType", "Deleted").putNull("packageVersionState");
    handle(batch(List.of(event)));

    LedgerRecord record = ledger.records().getFirst();
    assertThat(observed).isEmpty();
    assertThat(record.type()).isEqualTo("package-version.deleted");
    assertThat(record.data().at("/observation/outcome").asText()).isEqualTo("skipped");
    assertThat(metrics()).containsEntry("ObservationFailures", 0L);
  }

  @Test
  void aFailedObservationIsRecordedAndCounted() throws Exception {
    observation =
        observation(
            Observation.Outcome.FAILED, Optional.of("DescribePackageVersion: AccessDenied"));
    handle(batch(List.of(sample())));

    assertThat(ledger.records().getFirst().data().at("/observation/problem").asText())
        .isEqualTo("DescribePackageVersion: AccessDenied");
    assertThat(metrics()).containsEntry("Records", 1L).containsEntry("ObservationFailures", 1L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          not json                  | event: found "not json", expected JSON
          {}                        | source: found nothing
          []                        | event: found [], expected an object
          {"source":"aws.s3"}       | source: found "aws.s3", expected "aws.codeartifact"
          """)
  void whatIsNoEventGoesToTheDeadLettersWithItsReason(String body, String reason) throws Exception {
    String response = handle(queue(List.of(body)));

    assertThat(response).isEqualTo("{\"batchItemFailures\":[]}");
    assertThat(deadLetters).hasSize(1);
    assertThat(deadLetters.getFirst()).startsWith("m0: ").contains(reason);
    assertThat(metrics()).containsEntry("Rejected", 1L).doesNotContainKey("Records");
  }

  @Test
  void anEventThatDoesNotFitIntoTheLedgerGoesToTheDeadLetters() throws Exception {
    ledger.becomeFull();
    handle(batch(List.of(sample())));

    assertThat(ledger.records()).isEmpty();
    assertThat(deadLetters.getFirst()).contains("is too large");
    assertThat(metrics()).containsEntry("Rejected", 1L);
  }

  @Test
  void badMessagesNeverKeepTheirNeighboursBack() throws Exception {
    String response =
        handle(
            queue(List.of("bad", event("ui", 1).toString(), "worse", event("ui", 2).toString())));

    assertThat(response).isEqualTo("{\"batchItemFailures\":[]}");
    assertThat(ledger.records()).hasSize(2);
    assertThat(deadLetters).hasSize(2);
  }

  @Test
  void whenTheLedgerFailsTheMessageIsDeliveredAgain() throws Exception {
    ledger.failNext(1);
    String response = handle(batch(List.of(sample())));

    assertThat(response).isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"m0\"}]}");
    assertThat(deadLetters).isEmpty();
    assertThat(handle(batch(List.of(sample())))).isEqualTo("{\"batchItemFailures\":[]}");
    assertThat(ledger.records()).hasSize(1);
  }

  @Test
  void whatIsNoQueueEventFailsAsAWhole() {
    assertThatThrownBy(() -> handle("{}")).hasMessageContaining("Records: found MISSING");
  }

  @Test
  void duplicatesAndDisorderLeaveExactlyTheDistinctEventsWithTheRightOnesLate() throws Exception {
    Random random = new Random(11);
    for (int round = 0; round < 20; round++) {
      FakeLedger fresh = new FakeLedger();
      List<ObjectNode> deliveries = randomDeliveries(random);
      Map<String, Boolean> expected = expectedLateness(deliveries);
      for (ObjectNode event : deliveries) {
        fresh.failNext(random.nextInt(4) == 0 ? 1 : 0);
        while (handle(fresh, event).contains("itemIdentifier")) {
          // SQS delivers it again.
        }
      }

      Map<String, Boolean> actual = new HashMap<>();
      fresh
          .records()
          .forEach(record ->
              actual.put(
                  record.stream() + " " + record.position(),
                  record.data().path("late").asBoolean()));
      assertThat(actual).as("round %d", round).isEqualTo(expected);
      assertThat(fresh.records()).hasSize(expected.size());
      assertThat(fresh.records()).extracting(LedgerRecord::id).doesNotHaveDuplicates();
    }
  }

  @Test
  void aBatchOfDuplicatesRecordsEachEventOnce() throws Exception {
    List<ObjectNode> events = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      events.add(event("ui", i % 7));
    }
    handle(batch(events));

    assertThat(ledger.records()).hasSize(7);
    assertThat(metrics()).containsEntry("Records", 7L).containsEntry("Duplicates", 33L);
  }

  private static List<ObjectNode> randomDeliveries(Random random) throws IOException {
    List<ObjectNode> deliveries = new ArrayList<>();
    for (int sequence = 1; sequence <= 8; sequence++) {
      for (String name : List.of("ui", "billing-client")) {
        ObjectNode event = event(name, sequence);
        for (int copy = 0; copy <= random.nextInt(3); copy++) {
          deliveries.add(event);
        }
      }
    }
    Collections.shuffle(deliveries, random);
    return deliveries;
  }

  private static Map<String, Boolean> expectedLateness(List<ObjectNode> deliveries) {
    Map<String, Boolean> late = new HashMap<>();
    Map<String, Integer> highest = new HashMap<>();
    Set<String> seen = new HashSet<>();
    for (ObjectNode event : deliveries) {
      String name = event.at("/detail/packageName").asText();
      int sequence = event.at("/detail/sequenceNumber").asInt();
      if (seen.add(name + sequence)) {
        late.put(
            "package/111111111111/acme/releases/pypi//%s %020d#%s-%d"
                .formatted(name, sequence, name, sequence),
            highest.getOrDefault(name, 0) > sequence);
        highest.merge(name, sequence, Math::max);
      }
    }
    return late;
  }

  private String handle(FakeLedger target, ObjectNode event) throws IOException {
    AuditHandler targeted =
        new AuditHandler(
            new Audit(target, _ -> observation, CLOCK),
            (_, reason) -> deadLetters.add(reason),
            CLOCK,
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
    return handle(targeted, batch(List.of(event)));
  }

  private String handle(String event) throws IOException {
    return handle(handler, event);
  }

  private static String handle(AuditHandler target, String event) throws IOException {
    ByteArrayOutputStream response = new ByteArrayOutputStream();
    target.handleRequest(
        new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
        response,
        new FakeContext("storekeeper-audit"));
    return response.toString(StandardCharsets.UTF_8);
  }

  private Map<String, Long> metrics() throws IOException {
    Map<String, Long> metrics = new HashMap<>();
    for (String line : lines.toString(StandardCharsets.UTF_8).lines().toList()) {
      JsonNode json = JSON.readTree(line);
      for (JsonNode definition : json.at("/_aws/CloudWatchMetrics/0/Metrics")) {
        String name = definition.path("Name").asText();
        JsonNode value = json.path(name);
        metrics.put(name, value.isArray() ? value.path(0).asLong() : value.asLong());
      }
    }
    return metrics;
  }

  private static String batch(List<ObjectNode> events) {
    return queue(events.stream().map(ObjectNode::toString).toList());
  }

  private static String queue(List<String> bodies) {
    ObjectNode event = JSON.createObjectNode();
    ArrayNode records = event.putArray("Records");
    for (int i = 0; i < bodies.size(); i++) {
      records.addObject().put("messageId", "m" + i).put("body", bodies.get(i));
    }
    return event.toString();
  }

  private static ObjectNode event(String name, int sequence) throws IOException {
    ObjectNode event = sample();
    event
        .withObject("/detail")
        .put("packageName", name)
        .put("sequenceNumber", sequence)
        .put("eventDeduplicationId", name + "-" + sequence);
    return event;
  }

  private static ObjectNode sample() throws IOException {
    return (ObjectNode) JSON.readTree(EVENTS.resolve("codeartifact-package-version.json").toFile());
  }

  private static Observation observation(Observation.Outcome outcome, Optional<String> problem) {
    return new Observation(
        CLOCK.instant(),
        outcome,
        problem,
        outcome == Observation.Outcome.COMPLETE ? OriginType.INTERNAL : OriginType.UNKNOWN,
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
