package dev.storekeeper.cleanup.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.storekeeper.cleanup.plan.Row;
import dev.storekeeper.retention.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class HostileNamesTest {
  private static final List<String> NAMES =
      List.of(
          "<script>alert(1)<\u200b!--",
          "\"><img/src=x".replace("/", ""),
          "=cmd|'C:'!A1",
          "+1-2",
          "-1",
          "@SUM(A1)",
          "a,b;\"c\"'d'",
          "gpj.\u202eexe",
          "x\u2066y\ufeffz",
          "]]>&amp;&lt;",
          "\ufffe\u0085\ue000",
          "\ud83d\ude00\u20ac\u00e9");
  private static final String REASON = "line one\r\nline two\t\u0000<b>\"\ud800";

  private final Fixture fixture;

  HostileNamesTest(@TempDir Path folder) {
    fixture = new Fixture(folder);
  }

  @BeforeEach
  void write() throws Exception {
    List<Row> rows =
        NAMES.stream()
            .map(name ->
                Samples.row(
                    Samples.version("releases", name, name, name),
                    Optional.of(1L),
                    new Outcome.Selected("old", REASON)))
            .toList();
    fixture.writer().write(fixture.plan("now", rows, ""), Optional.empty());
  }

  @Test
  void thePageShowsThemAndNothingOfThemIsMarkup() throws Exception {
    String html = fixture.html("now");
    Document page = Pages.parse(html);

    assertThat(Pages.column(page, "Versions that go", "Version"))
        .containsExactlyElementsOf(NAMES.stream().map(VisibleText::of).toList())
        .contains("gpj.[U+202E]exe", "x[U+2066]y[U+FEFF]z", "[U+FFFE][U+0085][U+E000]");
    assertThat(Pages.column(page, "Versions that go", "Why").getFirst())
        .isEqualTo("line one[U+000D] line two [U+0000]<b>\"?");
    assertThat(Pages.elements(page, "script")).hasSize(1);
    assertThat(Pages.elements(page, "img")).isEmpty();
    assertThat(Pages.elements(page, "b")).isEmpty();
  }

  @Test
  void whatCannotBeSeenIsShownAsItsCodePoint() {
    assertThat(VisibleText.of("a\ud800b\u061cc\u2028\u200d\ue000\u007f\ud83d\ude00"))
        .isEqualTo("a[U+D800]b[U+061C]c[U+2028][U+200D][U+E000][U+007F]\ud83d\ude00");
  }

  @Test
  void thePageAsksForNothingOutsideItself() throws Exception {
    String html = fixture.html("now");

    assertThat(html).doesNotContainPattern(Pattern.compile("https?:|//[a-z]|url\\(|@import"));
    assertThat(html).contains("default-src 'none'".replace("'", "&#39;"));
    for (String tag : List.of("a", "iframe", "object", "form", "base")) {
      assertThat(Pages.elements(Pages.parse(html), tag)).isEmpty();
    }
    for (Element element : Pages.elements(Pages.parse(html), "*")) {
      assertThat(element.hasAttribute("src")).isFalse();
      assertThat(element.hasAttribute("style")).isFalse();
      for (int i = 0; i < element.getAttributes().getLength(); i++) {
        assertThat(element.getAttributes().item(i).getNodeName()).doesNotStartWith("on");
      }
    }
  }

  @Test
  void theTableHasThemAsTheyAreButNoFormula() throws Exception {
    List<List<String>> lines = CsvReader.read(fixture.csv("now"));

    assertThat(lines.stream().skip(1).map(line -> line.get(4)))
        .containsExactlyElementsOf(
            NAMES.stream()
                .map(name -> "=+-@".indexOf(name.charAt(0)) < 0 ? name : "'" + name)
                .toList());
    assertThat(lines.get(1).get(13)).isEqualTo(REASON.replace('\ud800', '?'));
    assertThat(lines)
        .allSatisfy(line -> {
          assertThat(line).hasSize(18);
          assertThat(line).noneMatch(cell -> cell.matches("(?s)[=+@\t\r\n-].*"));
        });
  }

  @Test
  void theJsonHasThemAsTheyAreInAscii() throws Exception {
    String json = fixture.json("now");

    assertThat(json).matches("[\\x20-\\x7e\n\r]*");
    JsonNode listed = new JsonMapper().readTree(json).at("/selected/listed");
    assertThat(listed.findValuesAsText("package")).containsExactlyElementsOf(NAMES);
    assertThat(listed.path(0).path("reason").asText()).startsWith("line one\r\nline two\t\u0000");
  }
}
