package dev.storekeeper.announcement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.lambda.FakeContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnnouncementHandlerTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path EVENTS = Path.of(System.getProperty("storekeeper.root"), "events");

  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
  private final AnnouncementHandler handler =
      new AnnouncementHandler(
          Clock.fixed(Instant.parse("2026-03-04T10:15:43Z"), ZoneOffset.UTC),
          new PrintStream(lines, true, StandardCharsets.UTF_8));
  private ObjectNode insert = JSON.createObjectNode();

  @BeforeEach
  void readSample() throws IOException {
    insert = (ObjectNode) JSON.readTree(EVENTS.resolve("ledger-stream.json").toFile()).get(0);
  }

  @Test
  void anAppendedRecordIsAnnouncedWithoutItsRawEvent() throws Exception {
    JsonNode announced =
        JSON.readTree(EVENTS.resolve("storekeeper-ledger-record.json").toFile()).path("detail");

    assertThat(handle(insert)).containsExactly(announced);
    assertThat(announced.has("event")).isFalse();
    assertThat(log()).contains("\"Announced\":1").doesNotContain("ERROR");
  }

  @ParameterizedTest
  @ValueSource(strings = {"MODIFY", "REMOVE"})
  void aChangedRecordIsReportedAsTamperingAndNotAnnounced(String name) throws Exception {
    insert.put("eventName", name);

    assertThat(handle(insert)).isEmpty();
    assertThat(log())
        .contains("\"UnexpectedChanges\":1", "\"ERROR\"", "tampering")
        .contains("\"stream\":\"package/111111111111/acme/releases/pypi//billing-client\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          /dynamodb/NewImage          | null                   | dynamodb.NewImage.record.S is not a text
          /dynamodb/NewImage/record   | {"N":"1"}              | dynamodb.NewImage.record.S is not a text
          /dynamodb/NewImage/record/S | "{"                    | the record is not JSON
          /dynamodb/NewImage/record/S | "[]"                   | the record is not a JSON object
          /dynamodb                   | null                   | dynamodb.NewImage.record.S is not a text
          /eventName                  | "OTHER"                | eventName is not INSERT, MODIFY or REMOVE
          """)
  void whatCannotBeReadIsReportedAndItsNeighboursAreAnnounced(
      String pointer, String value, String problem) throws Exception {
    ObjectNode broken = insert.deepCopy();
    int slash = pointer.lastIndexOf('/');
    ((ObjectNode) broken.at(pointer.substring(0, slash)))
        .set(pointer.substring(slash + 1), JSON.readTree(value));

    assertThat(handle(insert, broken, insert)).hasSize(2);
    assertThat(log()).contains("\"Unreadable\":1", "\"Announced\":2", problem);
  }

  @Test
  void whatIsNoStreamRecordAtAllIsReported() throws Exception {
    assertThat(handle(JSON.nullNode(), JSON.getNodeFactory().textNode("x"), insert)).hasSize(1);
    assertThat(log()).contains("\"Unreadable\":2");
  }

  @Test
  void aRecordThatIsTooLargeForTheBusIsReported() throws Exception {
    ObjectNode image = (ObjectNode) insert.at("/dynamodb/NewImage/record");
    image.put("S", JSON.createObjectNode().put("data", "\u00e9".repeat(130_000)).toString());

    assertThat(handle(insert)).isEmpty();
    assertThat(log()).contains("too large for the bus");
  }

  @Test
  void anyMixtureAnnouncesExactlyTheAppendedRecordsInOrder() throws Exception {
    Random random = new Random(3);
    for (int round = 0; round < 50; round++) {
      ArrayNode changes = JSON.createArrayNode();
      ArrayNode expected = JSON.createArrayNode();
      for (int i = 0; i < random.nextInt(10); i++) {
        ObjectNode change = insert.deepCopy();
        String name = List.of("INSERT", "INSERT", "MODIFY", "REMOVE").get(random.nextInt(4));
        ObjectNode record = JSON.createObjectNode().put("id", i);
        change.put("eventName", name);
        ((ObjectNode) change.at("/dynamodb/NewImage/record"))
            .put("S", record.deepCopy().put("event", "raw").toString());
        changes.add(change);
        if (name.equals("INSERT")) {
          expected.add(record);
        }
      }
      assertThat(handle(changes.toString())).isEqualTo(expected.toString());
    }
  }

  @Test
  void decimalsKeepTheirDigits() throws Exception {
    ((ObjectNode) insert.at("/dynamodb/NewImage/record")).put("S", "{\"weight\":1.10}");

    assertThat(handle("[" + insert + "]")).isEqualTo("[{\"weight\":1.10}]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "null", "\"x\""})
  void whatIsNoBatchOfAPipeFails(String event) {
    assertThatThrownBy(() -> handle(event))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected the array of stream records");
  }

  private JsonNode handle(JsonNode... changes) throws IOException {
    return JSON.readTree(handle(JSON.createArrayNode().addAll(List.of(changes)).toString()));
  }

  private String handle(String event) throws IOException {
    ByteArrayOutputStream response = new ByteArrayOutputStream();
    handler.handleRequest(
        new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
        response,
        new FakeContext("storekeeper-announcement"));
    return response.toString(StandardCharsets.UTF_8);
  }

  private String log() {
    return lines.toString(StandardCharsets.UTF_8);
  }
}
