package dev.storekeeper.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.codeartifact.Asset;
import dev.storekeeper.codeartifact.License;
import dev.storekeeper.codeartifact.Observation;
import dev.storekeeper.codeartifact.OriginType;
import dev.storekeeper.codeartifact.PackageVersionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackageVersionRecordsTest {
  private static final Path EVENTS = Path.of(System.getProperty("storekeeper.root"), "events");

  @ParameterizedTest
  @CsvSource({
    "Created, Published,   true,  published",
    "Created, Published,   false, published",
    "Updated, Published,   true,  published",
    "Updated, Published,   false, updated",
    "Created, Unfinished,  true,  unfinished",
    "Created, Unfinished,  false, unfinished",
    "Updated, Unfinished,  true,  unfinished",
    "Updated, Unfinished,  false, updated",
    "Created, Unlisted,    true,  unlisted",
    "Created, Unlisted,    false, updated",
    "Updated, Unlisted,    true,  unlisted",
    "Updated, Unlisted,    false, updated",
    "Created, Archived,    true,  archived",
    "Updated, Archived,    true,  archived",
    "Updated, Archived,    false, updated",
    "Updated, Disposed,    true,  disposed",
    "Updated, Disposed,    false, updated",
    "Updated, Quarantined, true,  updated",
    "Updated, Quarantined, false, updated",
    "Deleted, Deleted,     true,  deleted",
    "Deleted, Published,   true,  deleted",
    "Deleted, Archived,    false, deleted"
  })
  void theTypeFollowsFromOperationStateAndStatusChange(
      String operation, String state, boolean statusChanged, String type) throws Exception {
    ObjectNode event = sample();
    ObjectNode detail = event.withObject("/detail");
    detail.put("operationType", operation).put("packageVersionState", state);
    detail.withObject("/changes").put("statusChanged", statusChanged);

    LedgerRecord record =
        PackageVersionRecords.of(
            PackageVersionEvent.parse(event),
            Observation.skipped(Records.TIME),
            false,
            Records.TIME);
    assertThat(record.type()).isEqualTo("package-version." + type);
  }

  @Test
  void theRecordOfTheSampleEventIsTheSampleRecord() throws Exception {
    JsonNode stream = RecordJson.read(Files.readString(EVENTS.resolve("ledger-stream.json")));
    String expected = stream.at("/0/dynamodb/NewImage/record/S").asText();
    Observation observation =
        new Observation(
            Instant.parse("2026-03-04T10:15:42.004Z"),
            Observation.Outcome.COMPLETE,
            Optional.empty(),
            OriginType.INTERNAL,
            List.of(
                new License(
                    Optional.of("Apache-2.0"),
                    Optional.of("https://example.com/licenses/apache-2.0"))),
            List.of(
                new Asset(
                    "billing_client-2.4.0-py3-none-any.whl",
                    18432,
                    Optional.of(
                        "87f57281e1fa2155d96a9ed155b5003cdf2605601cc39580289402b6a2ec8804"))),
            Optional.of("billing-client"),
            Optional.of("Client of the billing service"),
            Optional.of(Instant.parse("2026-03-04T10:15:28Z")));

    LedgerRecord record =
        PackageVersionRecords.of(
            PackageVersionEvent.parse(sample()),
            observation,
            false,
            Instant.parse("2026-03-04T10:15:42.118Z"));
    assertThat(record.toJson()).isEqualTo(expected);
  }

  @Test
  void whatWasNotObservedIsLeftOut() throws Exception {
    LedgerRecord record =
        PackageVersionRecords.of(
            PackageVersionEvent.parse(sample()),
            Observation.skipped(Records.TIME),
            true,
            Records.TIME);

    assertThat(RecordJson.write(record.data().path("observation")))
        .isEqualTo(
            "{\"time\":\"2026-03-04T10:15:30.000Z\",\"outcome\":\"skipped\","
                + "\"licenses\":[],\"assets\":[]}");
    assertThat(record.data().path("late").asBoolean()).isTrue();
    assertThat(record.data().path("origin").asText()).isEqualTo("UNKNOWN");
  }

  @ParameterizedTest
  @CsvSource({
    "00000000000000000002#a, 00000000000000000001#z, true",
    "00000000000000000010#a, 00000000000000000009#a, true",
    "00000000000000000001#z, 00000000000000000001#a, false",
    "00000000000000000001#a, 00000000000000000002#a, false"
  })
  void positionsCompareBySequenceNumber(String position, String other, boolean after) {
    assertThat(PackageStreams.isAfter(position, other)).isEqualTo(after);
  }

  private static ObjectNode sample() throws IOException {
    return (ObjectNode)
        RecordJson.read(Files.readString(EVENTS.resolve("codeartifact-package-version.json")));
  }
}
