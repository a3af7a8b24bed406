package dev.storekeeper.usagetracking;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.codeartifact.OriginType;
import dev.storekeeper.codeartifact.PackageCoordinates;
import dev.storekeeper.lambda.Environment;
import dev.storekeeper.lambda.FakeContext;
import dev.storekeeper.usage.CoalescingRecorder;
import dev.storekeeper.usage.Coverage;
import dev.storekeeper.usage.DomainPackage;
import dev.storekeeper.usage.InMemoryUsage;
import dev.storekeeper.usage.Published;
import dev.storekeeper.usage.RepositoryCoordinates;
import dev.storekeeper.usage.trail.Chain;
import dev.storekeeper.usage.trail.InMemoryTrailJournal;
import dev.storekeeper.usagetracking.trail.Trail;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

class UsageHandlerTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
  private static final DomainPackage UI =
      new DomainPackage("111111111111", "acme", "npm", "", "ui");
  private static final RepositoryCoordinates RELEASES =
      new RepositoryCoordinates("111111111111", "acme", "releases");

  private final SimulatedTrail trail = new SimulatedTrail();
  private final InMemoryUsage usage = new InMemoryUsage();
  private final InMemoryTrailJournal journal = new InMemoryTrailJournal();
  private final RecordedLedger ledger = new RecordedLedger();
  private final SettableClock clock = new SettableClock(NOON);
  private final List<String> reasons = new ArrayList<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private int beats;
  private boolean heartFails;

  @Test
  void aLogFileIsRecordedOnce() throws Exception {
    String key =
        trail.logFile(
            NOON,
            "log",
            List.of(
                Trail.assetRead(NOON, "1.0.0"),
                Trail.assetRead(NOON.plusSeconds(60), "1.0.0"),
                Trail.assetRead(NOON, "2.0.0").put("errorCode", "ResourceNotFoundException"),
                Trail.call(NOON, "DeletePackage", false)));

    JsonNode answer = handle(created(key), created(key));

    assertThat(answer.path("batchItemFailures")).isEmpty();
    assertThat(usage.versions(UI).of("1.0.0").lastRead().orElseThrow().time())
        .isEqualTo(NOON.plusSeconds(60));
    assertThat(usage.versions(UI).of("2.0.0").lastRead()).isEmpty();
    assertThat(usage.versions(UI).of("2.0.0").lastRefused()).isPresent();
    assertThat(usage.repository(RELEASES).lastRead()).isPresent();
    assertThat(usage.repository(RELEASES).lastForeignChange().orElseThrow().eventName())
        .isEqualTo("DeletePackage");
    assertThat(metric("Refused")).isPositive();
  }

  @Test
  void aDigestMovesTheCoverage() throws Exception {
    String log = trail.logFile(NOON, "log", List.of(Trail.assetRead(NOON, "1.0.0")));
    handle(created(trail.digest(NOON, List.of(log))), created(log));

    assertThat(Coverage.union(journal.chains().stream().map(Chain::coverage).toList()))
        .isEqualTo(Coverage.of(NOON.minus(Duration.ofHours(1)), NOON));
  }

  @Test
  void theFastPathRecordsAndCoversNothing() throws Exception {
    handle(event("aws.codeartifact", "AWS API Call via CloudTrail", Trail.assetRead(NOON, "1")));

    assertThat(usage.versions(UI).of("1").lastRead()).isPresent();
    assertThat(journal.chains()).isEmpty();
  }

  @Test
  void theSampleEventsAreTaken() throws Exception {
    JsonNode created = sample("trail-object-created.json");
    String key = created.at("/detail/object/key").asText();
    trail.put(key, "{\"Records\":[]}");
    handle(created, sample("trail-call.json"));

    assertThat(reasons).isEmpty();
    assertThat(journal.processed(Set.of(key))).hasSize(1);
    assertThat(
            usage
                .versions(new DomainPackage("111111111111", "acme", "pypi", "", "billing-client"))
                .of("2.4.0")
                .lastRead()
                .orElseThrow()
                .principal())
        .isEqualTo("arn:aws:sts::111111111111:assumed-role/build/ci");
  }

  @Test
  void aPublicationOfTheLedgerIsRecorded() throws Exception {
    handle(sample("storekeeper-ledger-record.json"));

    PackageCoordinates coordinates =
        new PackageCoordinates(
            "eu-west-1",
            "111111111111",
            "acme",
            "releases",
            Optional.empty(),
            "pypi",
            "",
            "billing-client");
    assertThat(usage.published(coordinates))
        .containsExactly(
            Map.entry(
                "2.4.0",
                Published.once(
                    Instant.parse("2026-03-04T10:15:30Z"),
                    Optional.of("2cV0x8m1o0H0qYv5b5m3N3cQmB6m1q0e8o4bq3Zx9aE="),
                    Optional.of(OriginType.INTERNAL))));
    assertThat(usage.repository(RELEASES).lastPublish())
        .contains(Instant.parse("2026-03-04T10:15:30Z"));
  }

  @Test
  void aGrantCountsForEveryRepositoryThatItNames() throws Exception {
    ObjectNode record = (ObjectNode) sample("storekeeper-ledger-record.json").path("detail");
    record.put("type", "token.granted").remove("package");
    ObjectNode granted = record.putObject("data").putObject("granted").put("domain", "acme");
    granted.putArray("repositories").add("releases").add("team");
    handle(event("storekeeper.ledger", "Ledger Record", record));

    for (String name : List.of("releases", "team")) {
      assertThat(
              usage.repository(new RepositoryCoordinates("111111111111", "acme", name)).lastGrant())
          .contains(Instant.parse("2026-03-04T10:15:30Z"));
    }
  }

  @Test
  void whatNobodyWaitsForIsPutAsideWithAReasonAndItsNeighbourIsTaken() throws Exception {
    ObjectNode foreignBucket = (ObjectNode) created("AWSLogs/x");
    foreignBucket.withObject("/detail/bucket").put("name", "another");
    String missing = trail.logFile(NOON, "missing", List.of());
    trail.delete(missing);
    ObjectNode unplaced = Trail.assetRead(NOON, "1.0.0");
    unplaced.remove("requestParameters");
    String malformed = trail.logFile(NOON, "malformed", List.of(unplaced));

    JsonNode answer =
        handle(
            event("aws.ec2", "Something", JSON.createObjectNode()),
            foreignBucket,
            created(missing),
            created(malformed),
            JSON.createObjectNode(),
            event("storekeeper.ledger", "Ledger Record", JSON.createObjectNode()),
            sample("storekeeper-ledger-record.json"));

    assertThat(answer.path("batchItemFailures")).isEmpty();
    assertThat(reasons).hasSize(6);
    assertThat(String.join("\n", reasons))
        .contains("aws.ec2:Something", "detail.bucket.name", "detail.object.key")
        .contains("requestParameters", "detail: found MISSING", "ledger record: schema");
    assertThat(usage.repository(RELEASES).lastPublish()).isPresent();
    assertThat(journal.processed(Set.of(malformed))).isEmpty();
  }

  @Test
  void aLogFileThatCouldNotBeWrittenComesAgain() throws Exception {
    String key = trail.logFile(NOON, "log", List.of(Trail.assetRead(NOON, "1.0.0")));
    usage.unavailable(true);
    assertThat(handle(created(key)).path("batchItemFailures")).hasSize(1);
    assertThat(journal.processed(Set.of(key))).isEmpty();

    usage.unavailable(false);
    assertThat(handle(created(key)).path("batchItemFailures")).isEmpty();
    assertThat(usage.versions(UI).of("1.0.0").lastRead()).isPresent();
  }

  @Test
  void everyHourTheHeartBeatsAndTheAgeOfTheCoverageIsTold() throws Exception {
    usage.cover(Coverage.of(NOON.minus(Duration.ofHours(90)), NOON.minus(Duration.ofHours(30))));
    heartFails = true;
    JsonNode answer = run(sample("usage-schedule.json").toString());

    assertThat(beats).isEqualTo(1);
    assertThat(metric("CoverageAgeHours")).isEqualTo(30);
    assertThat(answer.path("until").asText()).isEqualTo("2026-03-03T06:00:00Z");
  }

  @Test
  void withoutAnyCoverageTheAgeIsThatOfTheTracking() throws Exception {
    run("{\"task\":\"follow-coverage\"}");
    assertThat(metric("CoverageAgeHours")).isZero();
    clock.set(NOON.plus(Duration.ofHours(27)));
    run("{\"task\":\"follow-coverage\"}");
    assertThat(metric("CoverageAgeHours")).isEqualTo(27);
  }

  private JsonNode handle(JsonNode... events) throws Exception {
    ObjectNode batch = JSON.createObjectNode();
    var records = batch.putArray("Records");
    for (JsonNode event : events) {
      records
          .addObject()
          .put("messageId", "message-" + records.size())
          .put("body", event.toString());
    }
    return run(batch.toString());
  }

  private JsonNode run(String event) throws Exception {
    Environment environment =
        new Environment(
            Map.of(
                "TRAIL_BUCKET", SimulatedTrail.BUCKET,
                "TRAIL_ACCOUNT", "111111111111",
                "AWS_REGION", "eu-west-1"));
    Parts parts =
        Parts.of(
            environment,
            new Parts.Outside(
                trail,
                usage,
                new CoalescingRecorder(usage),
                journal,
                ledger,
                this::beat,
                (_, reason) -> {
                  synchronized (reasons) {
                    reasons.add(reason);
                  }
                }),
            clock);
    out.reset();
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    new UsageHandler(parts, clock, new PrintStream(out, true, StandardCharsets.UTF_8))
        .handleRequest(
            new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
            answer,
            new FakeContext("usage"));
    return JSON.readTree(answer.toByteArray());
  }

  private void beat() {
    beats++;
    if (heartFails) {
      throw SdkClientException.create("CodeArtifact does not answer");
    }
  }

  private long metric(String name) throws Exception {
    for (String line : out.toString(StandardCharsets.UTF_8).lines().toList()) {
      JsonNode json = JSON.readTree(line);
      if (json.has(name)) {
        return json.path(name).asLong();
      }
    }
    return -1;
  }

  private static JsonNode sample(String name) throws Exception {
    return JSON.readTree(
        Files.readString(Path.of(System.getProperty("storekeeper.root"), "events", name)));
  }

  private static JsonNode created(String key) {
    ObjectNode detail = JsonNodeFactory.instance.objectNode().put("reason", "PutObject");
    detail.putObject("bucket").put("name", SimulatedTrail.BUCKET);
    detail.putObject("object").put("key", key);
    return event("aws.s3", "Object Created", detail);
  }

  private static JsonNode event(String source, String type, JsonNode detail) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("version", "0").put("source", source).put("detail-type", type);
    event.put("account", "111111111111");
    event.set("detail", detail);
    return event;
  }
}
