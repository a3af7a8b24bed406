package dev.storekeeper.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesTest {
  private static final Path GOLDEN =
      Samples.ROOT.resolve("functions/notification/src/test/resources/messages");
  private static final String REPORT =
      "https://bucket.s3.eu-west-1.amazonaws.com/plans/p-1/report/report.html?X-Amz-Security-Token="
          + "a%2Fb".repeat(300);
  private static final Pattern HIDDEN =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029&&[^\\n]]", Pattern.UNICODE_CHARACTER_CLASS);

  @Test
  void aPublicationReadsLikeThisInMail() throws IOException {
    Message message = TextMessage.of(Samples.event(Samples.busEvent()));
    assertThat("Subject: " + message.subject() + "\n\n" + message.body())
        .isEqualTo(golden("published.txt"));
  }

  @Test
  void aPublicationReadsLikeThisInChat() throws IOException {
    Message message = AmazonQMessage.of(Samples.event(Samples.busEvent()));
    assertThat(Samples.JSON.readTree(message.body()))
        .isEqualTo(Samples.JSON.readTree(golden("published.json")));
  }

  @Test
  void aRecordOfAKindOfItsOwnIsReadableToo() throws IOException {
    ObjectNode event = Samples.busEvent();
    ObjectNode record = (ObjectNode) event.path("detail");
    record.remove("package");
    record.put("type", "token.denied").put("stream", "token/octo/app");
    record
        .putObject("data")
        .put("reason", "no statement allows publish")
        .putArray("actions")
        .add("p");
    Message message = TextMessage.of(Samples.event(event));
    assertThat("Subject: " + message.subject() + "\n\n" + message.body())
        .isEqualTo(golden("other.txt"));
  }

  @Test
  void aRecordThatSaysWhatHappenedIsReadAsThatAndItsReportIsALink() throws IOException {
    Message mail = TextMessage.of(Samples.event(planned(REPORT)));
    assertThat("Subject: " + mail.subject() + "\n\n" + mail.body())
        .isEqualTo(golden("planned.txt").replace("REPORT", REPORT));
    JsonNode chat = Samples.JSON.readTree(AmazonQMessage.of(Samples.event(planned(REPORT))).body());
    assertThat(chat.at("/content/title").asText()).isEqualTo("A plan for acme waits");
    assertThat(chat.at("/content/description").asText().lines())
        .last()
        .isEqualTo("*Report* " + REPORT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "https://example.com/ <!channel>",
        "https://example.com/|click",
        "https://example.com/\nhttps://evil.example/",
        "see https://example.com/"
      })
  void whatIsNoAddressIsNoReport(String report) throws IOException {
    assertThat(TextMessage.of(Samples.event(planned(report))).body()).doesNotContain("Report");
    assertThat(AmazonQMessage.of(Samples.event(planned(report))).body()).doesNotContain("Report");
  }

  private static ObjectNode planned(String report) {
    ObjectNode event = Samples.busEvent();
    ObjectNode record = (ObjectNode) event.path("detail");
    record.remove("package");
    record.put("type", "cleanup.planned").put("stream", "cleanup/111111111111/acme");
    record
        .putObject("data")
        .put("plan", "p-1")
        .put("summary", "A plan for acme waits")
        .put("report", report);
    return event;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!channel> @here <@U123> <https://evil.example|click>",
        "`code` *bold* _it_ [link](https://evil.example) ![i](x)",
        "line\r\nBcc: everyone@example.com\n\nbody",
        "\u202Egnp.exe\u202C \u200Bzero\u200Dwidth\uFEFF \u2066x\u2069",
        "null\u0000 bell\u0007 escape\u001B[31m \uD800 lone",
        "<script>alert(1)</script> &lt; &amp;",
        "\u2028line\u2029paragraph\u0085next",
      })
  void hostileTextIsHarmless(String hostile) throws IOException {
    assertHarmless(hostile);
  }

  @Test
  void hugeTextIsBounded() throws IOException {
    assertHarmless("x".repeat(10_000));
    assertHarmless("\uD83D\uDE00".repeat(10_000));
  }

  @Test
  void anyTextIsHarmless() throws IOException {
    Random random = new Random(20_261_124);
    for (int i = 0; i < 300; i++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(80);
      for (int j = 0; j < length; j++) {
        text.append((char) (random.nextBoolean() ? random.nextInt(128) : random.nextInt(0x10000)));
      }
      assertHarmless(text.toString());
    }
  }

  private static void assertHarmless(String hostile) throws IOException {
    ObjectNode event = Samples.busEvent();
    ObjectNode record = (ObjectNode) event.path("detail");
    ((ObjectNode) record.path("package")).put("name", hostile).put("version", hostile);
    ObjectNode observation = (ObjectNode) record.at("/data/observation");
    observation.put("summary", hostile);
    ((ObjectNode) observation.at("/assets/0")).put("name", hostile).put("sha256", hostile);
    LedgerEvent parsed = Samples.event(event);

    Message mail = TextMessage.of(parsed);
    assertThat(mail.subject()).hasSizeLessThanOrEqualTo(100).matches("[ -~]+");
    assertThat(HIDDEN.matcher(mail.body()).find()).as(mail.body()).isFalse();
    assertThat(mail.body().length()).isLessThan(8_000);
    long lines = TextMessage.of(Samples.event(Samples.busEvent())).body().lines().count();
    assertThat(mail.body().lines().count()).isEqualTo(hostile.isBlank() ? lines - 1 : lines);

    JsonNode chat = Samples.JSON.readTree(AmazonQMessage.of(parsed).body());
    String title = chat.at("/content/title").asText();
    assertThat(title).doesNotContainPattern("[<>`*\\n]");
    for (String line : chat.at("/content/description").asText().split("\n")) {
      assertThat(line).doesNotContain("<", ">").matches("(\\*[A-Za-z0-9 ]+\\* `[^`]*`.*)|and .*");
    }
    assertThat(chat.toString().length()).isLessThan(10_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0:0 B",
        "999:999 B",
        "1000:1.0 kB",
        "999949:999.9 kB",
        "999950:1.0 MB",
        "5000000000:5.0 GB"
      })
  void sizesAreReadable(String row) {
    int colon = row.indexOf(':');
    assertThat(TextMessage.size(Long.parseLong(row.substring(0, colon))))
        .isEqualTo(row.substring(colon + 1));
  }

  private static String golden(String name) throws IOException {
    return Files.readString(GOLDEN.resolve(name));
  }
}
