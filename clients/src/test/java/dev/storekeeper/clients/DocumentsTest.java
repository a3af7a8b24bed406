package dev.storekeeper.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What people copy from the pages of docs/ci holds together. */
class DocumentsTest {
  private static final Pattern YAML = Pattern.compile("(?ms)^```yaml\\n(.*?)^```$");
  private static final Pattern LINK = Pattern.compile("]\\((?!https:)([^)#]+)");
  private static final Pattern CALL = Pattern.compile("storekeeper-token\\.sh (--[^`\\n]*)");
  private static final Pattern OPTION = Pattern.compile("(?<!\\S)--[a-z-]+");

  static Stream<Path> pages() throws IOException {
    List<Path> pages;
    try (Stream<Path> files = Files.list(Job.CLIENTS.resolveSibling("docs").resolve("ci"))) {
      pages = files.filter(file -> file.toString().endsWith(".md")).toList();
    }
    return Stream.concat(pages.stream(), Stream.of(Job.CLIENTS.resolve("README.md")));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void yamlCanBeRead(Path page) throws IOException {
    for (String block : groups(YAML, page)) {
      assertThat(new Load(LoadSettings.builder().build()).loadFromString(block)).isNotNull();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void linksLeadSomewhere(Path page) throws IOException {
    for (String link : groups(LINK, page)) {
      assertThat(page.resolveSibling(link).normalize()).exists();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void optionsExist(Path page) throws IOException {
    String script = Files.readString(Job.SCRIPT);
    for (String call : groups(CALL, page)) {
      OPTION
          .matcher(call)
          .results()
          .map(MatchResult::group)
          .forEach(option -> assertThat(script).containsPattern("\n  +" + option + "\\b.*\\) "));
    }
  }

  private static List<String> groups(Pattern pattern, Path page) throws IOException {
    return pattern.matcher(Files.readString(page)).results().map(found -> found.group(1)).toList();
  }
}
