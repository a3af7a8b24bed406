package dev.storekeeper.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.runtime.messaging.Queue;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events repeated, shuffled and met by a dying audit function become exactly one record each. */
class LedgerUnderFireTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int EVENTS = 10_000;
  private static final int DUPLICATES = EVENTS / 5;
  private static final int PACKAGES = 50;
  private static final int KILLS = 10;
  private static final long SEED = 20_261_124;
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final Duration TURN = Duration.ofMillis(250);
  @TempDir private Path folder;
  private RunningSandbox sandbox;
  private Queue collector;
  private long passed = System.nanoTime();

  @BeforeEach
  void start() throws Exception {
    sandbox = new RunningSandbox(folder.resolve("state"));
    collector = collectorOfPeopleTopic();
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void theLedgerHasExactlyTheDistinctEventsAndEveryWantedOneIsDelivered() throws Exception {
    Random random = new Random(SEED);
    List<ObjectNode> events = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      events.add(event(i));
    }
    Set<String> wanted = new HashSet<>();
    events.stream()
        .filter(LedgerUnderFireTest::isWanted)
        .forEach(event -> wanted.add(version(event)));
    List<ObjectNode> sent = new ArrayList<>(events);
    for (int i = 0; i < DUPLICATES; i++) {
      sent.add(events.get(random.nextInt(EVENTS)));
    }
    Collections.shuffle(sent, random);

    int kills = 0;
    int batch = sent.size() / (KILLS + 2);
    for (int i = 0; i < sent.size(); i++) {
      sandbox.sandbox().publish(sent.get(i));
      if (i % batch == batch - 1) {
        if (killAudit()) {
          kills++;
        }
      }
    }
    while (kills < KILLS) {
      if (killAudit()) {
        kills++;
      }
    }

    Map<String, Set<String>> delivered = new HashMap<>();
    RunningSandbox.await(
        "all events are dealt with", LIMIT, () -> letTimePass() && sandbox.isDrained("AuditQueue"));
    assertThat(sandbox.ledgerSize()).isEqualTo(EVENTS);
    RunningSandbox.await(
        "all that is wanted is delivered",
        LIMIT,
        () -> {
          letTimePass();
          collect(delivered);
          return delivered.keySet().containsAll(wanted);
        });

    assertThat(delivered.keySet()).isEqualTo(wanted);
    assertThat(delivered.values()).as("one id per event").allMatch(ids -> ids.size() == 1);
    for (int i = 0; i < PACKAGES; i++) {
      assertThat(sandbox.records("pypi", "package-" + i))
          .extracting(record -> record.at("/data/sequenceNumber").asLong())
          .hasSize(EVENTS / PACKAGES)
          .isSorted()
          .doesNotHaveDuplicates();
    }
  }

  private boolean killAudit() throws InterruptedException {
    Thread.sleep(200);
    return sandbox.sandbox().functions().kill(sandbox.physicalName("AuditFunction")).isPresent();
  }

  /**
   * Messages of a killed batch are visible again only after their visibility timeout. It must not
   * pass faster than a batch is worked on: a minute goes by in three quarters of a second.
   */
  private boolean letTimePass() {
    long now = System.nanoTime();
    if (now - passed >= TURN.toNanos()) {
      passed = now;
      sandbox.sandbox().clock().advance(Duration.ofSeconds(20));
    }
    return true;
  }

  private Queue collectorOfPeopleTopic() throws Exception {
    Command shell = sandbox.commands(folder.resolve("home"));
    Clients.require("aws");
    String topic = sandbox.sandbox().stack().output("PeopleTopic");
    String queue =
        "arn:aws:sqs:%s:%s:collector"
            .formatted(sandbox.sandbox().account().region(), sandbox.account());
    ObjectNode attributes = JSON.createObjectNode();
    attributes.put(
        "Policy",
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"sns.amazonaws.com"},
         "Action":"sqs:SendMessage","Resource":"%s","Condition":{"ArnEquals":{"aws:SourceArn":"%s"}}}]}
        """
            .formatted(queue, topic));
    shell
        .run(
            "aws",
            "--endpoint-url",
            sandbox.sandbox().endpoint().toString(),
            "sqs",
            "create-queue",
            "--queue-name",
            "collector",
            "--attributes",
            attributes.toString())
        .succeeded();
    shell
        .run(
            "aws",
            "sns",
            "subscribe",
            "--topic-arn",
            topic,
            "--protocol",
            "sqs",
            "--notification-endpoint",
            queue)
        .succeeded();
    return sandbox.sandbox().destinations().queue(queue);
  }

  /** Adds for each version the record ids that were delivered for it. */
  private void collect(Map<String, Set<String>> delivered) throws Exception {
    while (true) {
      List<Queue.Message> messages = collector.receive(10, Duration.ZERO);
      if (messages.isEmpty()) {
        return;
      }
      for (Queue.Message message : messages) {
        JsonNode notification = JSON.readTree(message.record().path("body").asText());
        String recordId = notification.at("/MessageAttributes/recordId/Value").asText();
        String text = notification.path("Message").asText();
        delivered.computeIfAbsent(versionIn(text), key -> new HashSet<>()).add(recordId);
        collector.delete(message.receiptHandle());
      }
    }
  }

  /** Each event has a version of its own, so the message's text tells which event it is about. */
  private static String versionIn(String text) {
    int start = text.indexOf("1.0.");
    assertThat(start).as("a message about no event: %s", text).isNotNegative();
    int end = start + 4;
    while (end < text.length() && Character.isDigit(text.charAt(end))) {
      end++;
    }
    return text.substring(start, end);
  }

  private static String version(JsonNode event) {
    return event.at("/detail/packageVersion").asText();
  }

  private static boolean isWanted(JsonNode event) {
    return !event.at("/detail/operationType").asText().equals("Updated");
  }

  private ObjectNode event(int number) {
    String operation = List.of("Created", "Updated", "Deleted").get(number % 3);
    String name = "package-" + number % PACKAGES;
    ObjectNode event = JSON.createObjectNode();
    event
        .put("version", "0")
        .put(
            "id",
            UUID.nameUUIDFromBytes(("e" + number).getBytes(StandardCharsets.UTF_8)).toString());
    event.put("detail-type", "CodeArtifact Package Version State Change");
    event.put("source", "aws.codeartifact").put("account", sandbox.account());
    event.put("time", Instant.parse("2026-03-04T10:15:30Z").plusSeconds(number).toString());
    event.put("region", sandbox.sandbox().account().region());
    event
        .putArray("resources")
        .add(
            "arn:aws:codeartifact:%s:%s:package/acme/team/pypi//%s"
                .formatted(sandbox.sandbox().account().region(), sandbox.account(), name));
    ObjectNode detail = event.putObject("detail");
    detail.put("domainName", RunningSandbox.DOMAIN).put("domainOwner", sandbox.account());
    detail.put("repositoryName", RunningSandbox.REPOSITORY);
    detail.put("repositoryAdministrator", sandbox.account());
    detail.put("packageFormat", "pypi").putNull("packageNamespace").put("packageName", name);
    detail.put("packageVersion", "1.0." + number);
    detail.put("packageVersionState", operation.equals("Deleted") ? "Deleted" : "Published");
    detail.put("packageVersionRevision", "revision-" + number);
    ObjectNode changes = detail.putObject("changes");
    changes.put("assetsAdded", 1).put("assetsRemoved", 0).put("assetsUpdated", 0);
    changes.put("metadataUpdated", false).put("statusChanged", !operation.equals("Updated"));
    detail.put("operationType", operation).put("sequenceNumber", number / PACKAGES + 1L);
    detail.put("eventDeduplicationId", "dedup-" + number);
    return event;
  }
}
