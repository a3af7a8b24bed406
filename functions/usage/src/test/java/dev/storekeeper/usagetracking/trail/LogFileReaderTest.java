package dev.storekeeper.usagetracking.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogFileReaderTest {
  @Test
  void recordsComeOneByOneAndTheHashIsOfTheWholeContent() throws Exception {
    String text = "{\"x\":[{}],\"Records\":[{\"a\":{\"b\":[1,2]}},{\"a\":2}],\"y\":{}}\n ";
    List<JsonNode> records = new ArrayList<>();

    String sha256 = LogFileReader.read(gzip(text), records::add);

    assertThat(records)
        .extracting(JsonNode::toString)
        .containsExactly("{\"a\":{\"b\":[1,2]}}", "{\"a\":2}");
    assertThat(sha256)
        .isEqualTo(
            HexFormat.of()
                .formatHex(
                    MessageDigest.getInstance("SHA-256")
                        .digest(text.getBytes(StandardCharsets.UTF_8))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"Records\":{}}",
        "{\"Records\":[{\"a\":",
        "{\"Records\":[{\"a\":1}",
        "no json"
      })
  void whatIsNoLogFileIsAnError(String text) {
    assertThatThrownBy(() -> LogFileReader.read(gzip(text), _ -> {}))
        .isInstanceOf(MalformedTrailException.class)
        .hasMessageContaining("log file");
  }

  @Test
  void whatIsNoGzipIsAnError() {
    InputStream plain =
        new ByteArrayInputStream("{\"Records\":[]}".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> LogFileReader.read(plain, _ -> {}))
        .isInstanceOf(MalformedTrailException.class)
        .hasMessageContaining("gzip");
  }

  @Test
  void aBombIsAnError() {
    InputStream bomb = gzip("{\"x\":\"" + "a".repeat(2_000_000) + "\"}");
    assertThatThrownBy(() -> LogFileReader.read(bomb, _ -> {}))
        .isInstanceOf(MalformedTrailException.class);
    InputStream endless = gzip("{\"Records\":[[" + "1,".repeat(300_000) + "1]]}");
    assertThatThrownBy(() -> LogFileReader.read(endless, _ -> {}))
        .isInstanceOf(MalformedTrailException.class)
        .hasMessageContaining("tokens");
    assertThatThrownBy(() -> Expanded.open(gzip("12345"), 4).sha256OfAll())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("longer than 4 bytes");
  }

  static InputStream gzip(String text) {
    try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
      try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
        gzip.write(text.getBytes(StandardCharsets.UTF_8));
      }
      return new ByteArrayInputStream(bytes.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
