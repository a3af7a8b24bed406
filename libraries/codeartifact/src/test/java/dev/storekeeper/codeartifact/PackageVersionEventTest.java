package dev.storekeeper.codeartifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackageVersionEventTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ObjectNode event;

  @BeforeEach
  void readSample() throws IOException {
    event = SampleEvent.read();
  }

  @Test
  void theSampleIsRead() throws Exception {
    PackageVersionEvent read = PackageVersionEvent.parse(event);

    assertThat(read.time()).isEqualTo(Instant.parse("2026-03-04T10:15:30Z"));
    assertThat(read.packageVersion())
        .isEqualTo(
            new PackageVersion(
                new PackageCoordinates(
                    "eu-west-1",
                    "111111111111",
                    "acme",
                    "releases",
                    Optional.of("222222222222"),
                    "pypi",
                    "",
                    "billing-client"),
                "2.4.0"));
    assertThat(read.packageVersion().coordinates().arn())
        .isEqualTo(event.path("resources").get(0).asText());
    assertThat(read.state()).isEqualTo("Published");
    assertThat(read.operation()).isEqualTo(Operation.CREATED);
    assertThat(read.sequenceNumber()).isEqualTo(1);
    assertThat(read.changes()).isEqualTo(new Changes(1, 0, 0, true, true));
    assertThat(read.raw()).isEqualTo(event);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          source                            | "aws.s3"     | source: found "aws.s3", expected "aws.codeartifact"
          source                            | absent       | source: found nothing
          detail-type                       | "Other"      | detail-type: found "Other"
          time                              | "yesterday"  | time: found "yesterday", expected a time as in
          time                              | "1969-12-31T23:59:59Z" | time: found "1969-12-31T23:59:59Z"
          time                              | 1772619330   | time: found 1772619330
          region                            | ""           | region: found ""
          detail                            | absent       | detail.domainOwner: found nothing, expected 12 digits
          detail                            | []           | detail.packageName: found nothing
          detail.domainOwner                | "1111"       | detail.domainOwner: found "1111", expected 12 digits
          detail.domainOwner                | 111111111111 | detail.domainOwner: found 111111111111, expected 12 digits
          detail.domainName                 | "Acme"       | detail.domainName: found "Acme"
          detail.repositoryName             | "a/b"        | detail.repositoryName: found "a/b"
          detail.repositoryAdministrator    | "me"         | detail.repositoryAdministrator: found "me"
          detail.packageFormat              | null         | detail.packageFormat: found null
          detail.packageNamespace           | "a#b"        | detail.packageNamespace: found "a#b"
          detail.packageName                | "../../x"    | detail.packageName: found "../../x"
          detail.packageName                | "a b"        | detail.packageName: found "a b"
          detail.packageVersion             | "1\\n0"      | detail.packageVersion: found "1\\n0"
          detail.packageVersion             | "\\ud800"    | detail.packageVersion: found
          detail.packageVersionState        | absent       | detail.packageVersionState: found nothing
          detail.packageVersionState        | 7            | detail.packageVersionState: found 7
          detail.packageVersionRevision     | null         | detail.packageVersionRevision: found null
          detail.operationType              | "created"    | detail.operationType: found "created", expected Created, Updated or Deleted
          detail.sequenceNumber             | -1           | detail.sequenceNumber: found -1, expected an integer from 0
          detail.sequenceNumber             | 1.5          | detail.sequenceNumber: found 1.5
          detail.sequenceNumber             | "1"          | detail.sequenceNumber: found "1"
          detail.sequenceNumber             | 9223372036854775808 | detail.sequenceNumber: found 9223372036854775808
          detail.eventDeduplicationId       | ""           | detail.eventDeduplicationId: found ""
          detail.changes                    | null         | detail.changes.assetsAdded: found nothing
          detail.changes.assetsRemoved      | true         | detail.changes.assetsRemoved: found true
          detail.changes.metadataUpdated    | "yes"        | detail.changes.metadataUpdated: found "yes", expected true or false
          detail.changes.statusChanged      | 1            | detail.changes.statusChanged: found 1, expected true or false
          """)
  void aFieldOfAnotherShapeIsNamedWithWhatWasFound(String path, String value, String problem)
      throws IOException {
    set(path, value);

    assertThat(problems()).contains(problem);
  }

  @Test
  void aTextOfAnyLengthIsShownShortened() throws IOException {
    set("detail.packageName", "\"" + "x".repeat(100_000) + "\"");

    assertThat(problems().length()).isLessThan(300);
  }

  @Test
  void everyProblemIsListed() throws IOException {
    set("time", "0");
    set("detail.domainName", "0");
    set("detail.sequenceNumber", "\"\"");

    MalformedEventException malformed =
        catchThrowableOfType(MalformedEventException.class, () -> PackageVersionEvent.parse(event));
    assertThat(malformed.problems()).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "null", "7", "\"text\"", "{}"})
  void whatIsNoEventIsMalformed(String json) throws IOException {
    JsonNode node = JSON.readTree(json);

    assertThat(
            catchThrowableOfType(
                MalformedEventException.class, () -> PackageVersionEvent.parse(node)))
        .isNotNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          detail.packageNamespace         | absent
          detail.packageNamespace         | ""
          detail.repositoryAdministrator  | absent
          detail.repositoryAdministrator  | null
          detail.changes.statusChanged    | "true"
          detail.changes.metadataUpdated  | "false"
          detail.packageVersionState      | "Quarantined"
          detail.packageFormat            | "conda"
          detail.brandNew                 | {"field":[1]}
          resources                       | absent
          """)
  void whatIsLeftOpenPasses(String path, String value) throws Exception {
    set(path, value);

    assertThat(PackageVersionEvent.parse(event).raw()).isEqualTo(event);
  }

  @ParameterizedTest
  @CsvSource({"absent,Deleted", "null,Deleted", "'\"Deleted\"',Deleted", "'\"Archived\"',Archived"})
  void aDeleteEventMayHoldAnyState(String value, String state) throws Exception {
    set("detail.operationType", "\"Deleted\"");
    set("detail.packageVersionState", value);

    assertThat(PackageVersionEvent.parse(event).state()).isEqualTo(state);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hello", "{", "{} {}"})
  void aTextThatIsNotJsonIsMalformed(String text) {
    assertThat(
            catchThrowableOfType(
                MalformedEventException.class, () -> PackageVersionEvent.parse(text)))
        .hasMessageContaining("event: found ");
  }

  @Test
  void theRawEventKeepsTheDigitsOfItsNumbers() throws Exception {
    String text = event.toString().replace("\"version\":\"0\"", "\"weight\":1.10e400");

    assertThat(PackageVersionEvent.parse(text).raw().path("weight").decimalValue())
        .isEqualTo(new BigDecimal("1.10e400"));
  }

  @Test
  void randomDamageIsEitherReadOrExplainedButNeverCrashes() throws IOException {
    Random random = new Random(7);
    String sample = event.toString();
    for (int round = 0; round < 2000; round++) {
      StringBuilder damaged = new StringBuilder(sample);
      for (int i = 0; i <= random.nextInt(3); i++) {
        damaged.setCharAt(random.nextInt(damaged.length()), (char) (32 + random.nextInt(95)));
      }
      JsonNode node;
      try {
        node = JSON.readTree(damaged.toString());
      } catch (IOException e) {
        continue;
      }
      try {
        PackageVersionEvent.parse(node);
      } catch (MalformedEventException e) {
        assertThat(e.problems()).allMatch(problem -> problem.contains(": found "));
      }
    }
  }

  private String problems() {
    return catchThrowableOfType(
            MalformedEventException.class, () -> PackageVersionEvent.parse(event))
        .getMessage();
  }

  private void set(String path, String value) throws IOException {
    int dot = path.lastIndexOf('.');
    ObjectNode parent =
        dot < 0 ? event : (ObjectNode) event.at("/" + path.substring(0, dot).replace('.', '/'));
    String field = path.substring(dot + 1);
    if (value.equals("absent")) {
      parent.remove(field);
    } else {
      parent.set(field, JSON.readTree(value));
    }
  }
}
