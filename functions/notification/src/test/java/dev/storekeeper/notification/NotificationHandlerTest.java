package dev.storekeeper.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.lambda.FakeContext;
import dev.storekeeper.lambda.QueueBatch;
import dev.storekeeper.policy.PolicyFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NotificationHandlerTest {
  private record Sent(String topic, String recordId, String route) {}

  private final List<Sent> sent = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, String> rejected = Collections.synchronizedMap(new HashMap<>());
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();

  @Test
  void aWantedRecordGoesToEachDestinationOnce() throws Exception {
    JsonNode response = handle(messages(record("r1", "package-version.published")));
    assertThat(response.path("batchItemFailures")).isEmpty();
    assertThat(sent)
        .containsExactlyInAnyOrder(
            new Sent("arn:people", "r1", "own-version-published"),
            new Sent("arn:chat", "r1", "own-version-published"));
    assertThat(metric("Notifications")).isEqualTo(2);
  }

  @Test
  void anUnwantedRecordIsSilent() throws Exception {
    handle(messages(record("r1", "package-version.updated")));
    assertThat(sent).isEmpty();
    assertThat(metric("Silent")).isEqualTo(1);
  }

  @Test
  void aRepeatedRecordIsAnnouncedWithTheSameId() throws Exception {
    ObjectNode record = record("r1", "package-version.deleted");
    handle(messages(record, record));
    assertThat(sent).hasSize(4).extracting(Sent::recordId).containsOnly("r1");
  }

  @Test
  void aTopicThatFailsHoldsBackOnlyItsOwnRecord() throws Exception {
    JsonNode response =
        handle(
            messages(
                record("good", "package-version.deleted"),
                record("fails", "package-version.deleted")));
    assertThat(response.path("batchItemFailures")).hasSize(1);
    assertThat(response.at("/batchItemFailures/0/itemIdentifier").asText()).isEqualTo("m1");
    assertThat(sent).extracting(Sent::recordId).containsOnly("good");
    assertThat(metric("Failures")).isEqualTo(1);
  }

  @Test
  void whatIsNoRecordIsSetAsideWithItsReason() throws Exception {
    ObjectNode noDetail = Samples.JSON.createObjectNode();
    ObjectNode otherSchema = record("r", "package-version.deleted");
    ((ObjectNode) otherSchema.path("detail")).put("schema", 2);
    ObjectNode noTime = record("r", "package-version.deleted");
    ((ObjectNode) noTime.path("detail")).put("time", "yesterday");
    ObjectNode noId = record("r", "package-version.deleted");
    ((ObjectNode) noId.path("detail")).remove("id");
    JsonNode response =
        handle(
            messages(
                noDetail, otherSchema, noTime, noId, record("good", "package-version.deleted")));
    assertThat(response.path("batchItemFailures")).isEmpty();
    assertThat(rejected)
        .containsEntry("m0", "detail is missing; expected a ledger record")
        .containsEntry("m1", "schema is 2; expected 1")
        .containsEntry("m2", "time is no ISO 8601 instant in UTC")
        .containsEntry("m3", "id is missing; expected text")
        .hasSize(4);
    assertThat(sent).extracting(Sent::recordId).containsOnly("good");
    assertThat(metric("Rejected")).isEqualTo(4);
  }

  @Test
  void theSampleEventIsAnnounced() throws Exception {
    handle(Samples.queueEvent());
    assertThat(sent).isNotEmpty();
  }

  private JsonNode handle(ObjectNode event) throws Exception {
    Notifier notifier =
        new Notifier(
            NotificationPolicy.read(
                PolicyFile.read(
                    Samples.ROOT.resolve("policies/notification.yaml"),
                    name ->
                        Optional.of(name.equals("CHAT_TOPIC_ARN") ? "arn:chat" : "arn:people"))),
            (topic, message, attributes) -> {
              String recordId = String.valueOf(attributes.get("recordId"));
              if (recordId.equals("fails")) {
                throw new IllegalStateException("throttled");
              }
              sent.add(new Sent(topic, recordId, String.valueOf(attributes.get("route"))));
            });
    QueueBatch batch = new QueueBatch((message, reason) -> rejected.put(message.id(), reason), 4);
    ByteArrayOutputStream response = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(log, true, StandardCharsets.UTF_8)) {
      new NotificationHandler(notifier, batch, Clock.systemUTC(), out)
          .handleRequest(
              new ByteArrayInputStream(event.toString().getBytes(StandardCharsets.UTF_8)),
              response,
              new FakeContext("notification"));
    }
    return Samples.JSON.readTree(response.toByteArray());
  }

  private long metric(String name) throws Exception {
    for (String line : log.toString(StandardCharsets.UTF_8).split("\n")) {
      JsonNode json = Samples.JSON.readTree(line);
      if (json.has("_aws") && json.has(name)) {
        return json.path(name).asLong();
      }
    }
    throw new AssertionError("no metric " + name + " in " + log);
  }

  private static ObjectNode record(String id, String type) {
    ObjectNode event = Samples.busEvent();
    ((ObjectNode) event.path("detail")).put("id", id).put("type", type);
    return event;
  }

  private static ObjectNode messages(ObjectNode... bodies) {
    ObjectNode event = Samples.queueEvent();
    ObjectNode template = (ObjectNode) event.at("/Records/0").deepCopy();
    ArrayNode records = event.putArray("Records");
    for (int i = 0; i < bodies.length; i++) {
      records.add(template.deepCopy().put("messageId", "m" + i).put("body", bodies[i].toString()));
    }
    return event;
  }
}
