package dev.storekeeper.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.codeartifact.PackageVersion;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerRecordTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "package-version-published.json",
        "package-version-deleted.json",
        "other-kind-with-unknown-fields.json"
      })
  void recordsOfSchemaOneAreReadAndWrittenWithoutLoss(String name) throws Exception {
    String text = resource(name);
    LedgerRecord record = LedgerRecord.read(text);

    assertThat(record.toJson()).isEqualTo(RecordJson.write(RecordJson.read(text)));
    assertThat(LedgerRecord.read(record.toJson())).isEqualTo(record);
    assertThat(LedgerRecord.read(LedgerItem.of(record).getOrDefault("record", "")))
        .isEqualTo(record);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "package-version-published.json",
        "package-version-deleted.json",
        "other-kind-with-unknown-fields.json"
      })
  void theIdOfARecordOfSchemaOneFollowsFromItsTimeStreamAndPosition(String name) throws Exception {
    LedgerRecord record = LedgerRecord.read(resource(name));

    LedgerRecord again =
        LedgerRecord.create(
            record.type(),
            record.time(),
            Instant.parse("2027-01-01T00:00:00Z"),
            record.stream(),
            record.position(),
            record.packageVersion(),
            record.data(),
            record.event());
    assertThat(again.id()).isEqualTo(record.id());
  }

  @Test
  void unknownFieldsAndTheDigitsOfNumbersAreKept() throws Exception {
    String written = LedgerRecord.read(resource("other-kind-with-unknown-fields.json")).toJson();

    assertThat(written)
        .contains("\"addedLater\":{\"nested\":[1,2.50,\"x\"]}", "\"weight\":1.10", "\"none\":null");
  }

  @Test
  void theFieldsOfAPackageVersionAreRead() throws Exception {
    LedgerRecord record = LedgerRecord.read(resource("package-version-deleted.json"));

    PackageVersion version = record.packageVersion().orElseThrow();
    assertThat(version.coordinates().namespace()).isEqualTo("acme");
    assertThat(version.coordinates().administrator()).isEmpty();
    assertThat(version.version()).isEqualTo("2.4.0");
    assertThat(record.stream()).isEqualTo(PackageStreams.stream(version.coordinates()));
    assertThat(record.time()).isEqualTo(Instant.parse("2026-03-09T08:00:00Z"));
    assertThat(record.recordedAt()).isEqualTo(Instant.parse("2026-03-09T08:00:03.250Z"));
    assertThat(record.event()).isPresent();
  }

  @Test
  void theAttributesOfAnItemFollowFromTheRecord() throws Exception {
    LedgerRecord record = LedgerRecord.read(resource("package-version-published.json"));

    assertThat(LedgerItem.of(record))
        .containsEntry("stream", "package/111111111111/acme/releases/pypi//billing-client")
        .containsEntry("id", record.id())
        .containsEntry("day", "2026-03-04")
        .containsEntry("repository", "111111111111/acme/releases")
        .containsEntry("version", "package/111111111111/acme/releases/pypi//billing-client/2.4.0")
        .containsEntry("type", "package-version.published")
        .hasSize(8);
  }

  @Test
  void theItemIsTheOneOfTheSampleStream() throws Exception {
    Path sample = Path.of(System.getProperty("storekeeper.root"), "events/ledger-stream.json");
    JsonNode image =
        RecordJson.read(Files.readString(sample)).get(0).path("dynamodb").path("NewImage");
    LedgerRecord record = LedgerRecord.read(image.path("record").path("S").asText());

    LedgerItem.of(record)
        .forEach((name, value) -> assertThat(image.path(name).path("S").asText()).isEqualTo(value));
    assertThat(image.size()).isEqualTo(8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          schema      | 2                       | schema: found 2, expected the schema 1
          schema      | "1"                     | schema: found "1"
          schema      | absent                  | schema: found nothing
          id          | "7"                     | id: found "7", expected a version 7 UUID
          type        | "Published"             | type: found "Published"
          time        | "2026-03-04T10:15:30Z"  | time: found "2026-03-04T10:15:30Z", expected a time as in
          recordedAt  | null                    | recordedAt: found null
          stream      | ""                      | stream: found ""
          position    | "a\\u0000"              | position: found "a\\u0000"
          data        | []                      | data: found [], expected an object
          package     | null                    | package: found null
          """)
  void whatIsNoRecordIsRefusedByField(String field, String value, String problem) throws Exception {
    ObjectNode json = (ObjectNode) RecordJson.read(resource("package-version-published.json"));
    if (value.equals("absent")) {
      json.remove(field);
    } else {
      json.set(field, RecordJson.read(value));
    }

    assertThatThrownBy(() -> LedgerRecord.read(json.toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(problem);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{", "null", "{} x"})
  void whatIsNoJsonObjectIsRefused(String text) {
    assertThatThrownBy(() -> LedgerRecord.read(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatARecordGivesAwayCannotChangeIt() {
    LedgerRecord record =
        Records.published(
            new PackageVersion(Records.coordinates("releases", "ui"), "1"), 1, Records.TIME);
    String before = record.toJson();
    record.data().put("more", 1);
    record.event().ifPresent(event -> ((ObjectNode) event).removeAll());

    assertThat(record.toJson()).isEqualTo(before);
  }

  @Test
  void timesAreKeptToTheMillisecond() {
    LedgerRecord record =
        LedgerRecord.create(
            "token.granted",
            Instant.parse("2026-03-04T10:15:30.123999Z"),
            Instant.parse("2026-03-04T10:15:31Z"),
            "token/ci",
            "1",
            Optional.empty(),
            RecordJson.object(),
            Optional.empty());

    assertThat(record.toJson())
        .contains("\"time\":\"2026-03-04T10:15:30.123Z\"")
        .contains("\"recordedAt\":\"2026-03-04T10:15:31.000Z\"");
  }

  private static String resource(String name) throws IOException, URISyntaxException {
    URL url =
        Objects.requireNonNull(LedgerRecordTest.class.getResource("/records/v1/" + name), name);
    return Files.readString(Path.of(url.toURI()));
  }
}
