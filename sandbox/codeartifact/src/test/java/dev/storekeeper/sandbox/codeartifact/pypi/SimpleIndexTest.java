package dev.storekeeper.sandbox.codeartifact.pypi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.storekeeper.sandbox.codeartifact.protocol.OfferedFile;
import dev.storekeeper.sandbox.codeartifact.protocol.PackageId;
import dev.storekeeper.sandbox.codeartifact.protocol.PublicPage;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SimpleIndexTest {
  private static final String JSON = "application/vnd.pypi.simple.v1+json";
  private static final PackageId HELLO = new PackageId("pypi", "", "hello");
  private static final URI PAGE = URI.create("http://127.0.0.1:9/root/simple/hello/");
  private static final String HASH = "0123456789abcdef".repeat(4);

  private static List<OfferedFile> files(String type, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return new SimpleIndex(PypiLimits.USUAL).files(HELLO, new PublicPage(PAGE, type, bytes));
  }

  private static OfferedFile only(String type, String body) throws IOException {
    List<OfferedFile> files = files(type, body);
    assertThat(files).hasSize(1);
    return files.getFirst();
  }

  @Test
  void jsonTellsAllThatIsKnownOfAFile() throws IOException {
    OfferedFile file =
        only(
            JSON + "; charset=utf-8",
            """
            {"meta": {"api-version": "1.4", "unknown": 1}, "name": "hello", "files": [
              {"filename": "hello-1.0.tar.gz", "url": "../../f/hello-1.0.tar.gz?x=1", "size": 5,
               "hashes": {"md5": "x", "sha256": "%s"}, "requires-python": ">=3.8",
               "upload-time": "2020-01-01T00:00:00.123456Z", "yanked": "why", "core-metadata": true},
              {"filename": "hello-1.0.tar.gz", "url": "javascript:alert(1)"},
              {"filename": "hello-1.0.tar.gz"}, {}, 7]}
            """
                .formatted(HASH.toUpperCase(Locale.ROOT)));

    assertThat(file.version()).isEqualTo("1.0");
    assertThat(file.address())
        .isEqualTo(URI.create("http://127.0.0.1:9/root/f/hello-1.0.tar.gz?x=1"));
    assertThat(file.sha256()).contains(HASH);
    assertThat(file.size()).hasValue(5);
    assertThat(file.uploaded()).contains(Instant.parse("2020-01-01T00:00:00.123456Z"));
    assertThat(file.attributes()).isEqualTo(Map.of("requires_python", ">=3.8", "yanked", "why"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"meta\": {\"api-version\": \"2.0\"}, \"files\": []}",
        "{\"files\": []}",
        "{\"meta\": {\"api-version\": \"1.0\"}, ",
        "[]",
        ""
      })
  void jsonThatIsNotAPageIsRefused(String body) {
    assertThatThrownBy(() -> files(JSON, body)).isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<a href='hello-1.0.tar.gz'>x</a> | http://127.0.0.1:9/root/simple/hello/hello-1.0.tar.gz"
            + " |",
        "<A HREF=/f/hello-1.0.tar.gz data-requires-python='>=3,<4'>x |"
            + " http://127.0.0.1:9/f/hello-1.0.tar.gz | {requires_python=>=3,<4}",
        "<a data-requires-python=\"&gt;=3&#46;8\" href=\"//127.0.0.1:8/hello-1.0.tar.gz\" > |"
            + " http://127.0.0.1:8/hello-1.0.tar.gz | {requires_python=>=3.8}",
        "<a href=\"hello-1.0.tar.gz\" data-yanked>x</a> |"
            + " http://127.0.0.1:9/root/simple/hello/hello-1.0.tar.gz | {yanked=}",
        "<a href=\"hello-1.0.tar.gz\" data-yanked=\"a &amp; b\"/> |"
            + " http://127.0.0.1:9/root/simple/hello/hello-1.0.tar.gz | {yanked=a & b}",
        "<base href=\"http://127.0.0.1:7/b/\"><a href=\"hello-1.0.tar.gz\"> |"
            + " http://127.0.0.1:7/b/hello-1.0.tar.gz |",
        "<!-- <a href=\"hello-9.9.tar.gz\"> --><a href=\"hello%2D1.0.tar.gz\"> |"
            + " http://127.0.0.1:9/root/simple/hello/hello%2D1.0.tar.gz |",
        "<a>no link</a><a href=\"ftp://127.0.0.1/hello-2.0.tar.gz\"><a href=\"hello-1.0.tar.gz\"> |"
            + " http://127.0.0.1:9/root/simple/hello/hello-1.0.tar.gz |"
      })
  void htmlIsReadInAllItsForms(String body, String address, String attributes) throws IOException {
    OfferedFile file = only("text/html", body);

    assertThat(file.name()).isEqualTo("hello-1.0.tar.gz");
    assertThat(file.address()).isEqualTo(URI.create(address));
    assertThat(file.attributes()).hasToString(attributes == null ? "{}" : attributes);
  }

  @Test
  void htmlTellsTheChecksumInTheFragment() throws IOException {
    OfferedFile file = only("text/html", "<a href=\"hello-1.0.tar.gz#sha256=" + HASH + "\">");

    assertThat(file.sha256()).contains(HASH);
    assertThat(file.address().getRawFragment()).isNull();
    assertThat(only("text/html", "<a href=\"hello-1.0.tar.gz#md5=1\">").sha256()).isEmpty();
    assertThat(only("text/html", "<a href=\"hello-1.0.tar.gz#sha256=1\">").sha256()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<", "<a", "<a href", "<a href=", "<a href=\"", "<!--", "<a href='x"})
  void htmlThatBreaksOffOffersNothing(String body) throws IOException {
    assertThat(files("text/html", body)).isEmpty();
  }

  @Test
  void garbageNeitherFailsNorHangs() throws IOException {
    Random random = new Random(42);
    String alphabet = "<>=\"' a/!-&#;hrefbs1.0\n";
    List<OfferedFile> offered = new ArrayList<>();
    for (int round = 0; round < 2000; round++) {
      StringBuilder body = new StringBuilder();
      for (int i = random.nextInt(80); i > 0; i--) {
        body.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      offered.addAll(files("text/html", body.toString()));
    }
    assertThat(offered).isEmpty();
  }

  @Test
  void aPageIsBelowTheBase() {
    assertThat(
            new SimpleIndex(PypiLimits.USUAL)
                .page(URI.create("http://127.0.0.1:9/root/simple/"), HELLO))
        .isEqualTo(PAGE);
  }
}
