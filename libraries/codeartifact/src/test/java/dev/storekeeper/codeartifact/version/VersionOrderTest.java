package dev.storekeeper.codeartifact.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables of cases, one for each format. */
class VersionOrderTest {
  private static final Set<String> KINDS =
      Set.of("order", "prerelease", "release", "family", "refused", "lines");

  static Stream<Statement> orders() {
    return Statement.all("order");
  }

  static Stream<Statement> families() {
    return Statement.all("family");
  }

  static Stream<Statement> lines() {
    return Statement.all("lines");
  }

  @ParameterizedTest
  @MethodSource("orders")
  void ordersAsTheToolsOfTheFormat(Statement statement) {
    List<String> words = statement.words();
    for (int i = 0; i < words.size(); i += 2) {
      int expected = 0;
      for (int j = i; j < words.size(); j += 2) {
        expected = j > i && words.get(j - 1).equals("<") ? -1 : expected;
        Version a = statement.version(words.get(i));
        Version b = statement.version(words.get(j));
        assertThat(Integer.signum(a.compareTo(b))).as("%s and %s", a, b).isEqualTo(expected);
        assertThat(Integer.signum(b.compareTo(a))).as("%s and %s", b, a).isEqualTo(-expected);
        if (expected == 0) {
          assertThat(a).isEqualTo(b).hasSameHashCodeAs(b);
          assertThat(a.family()).isEqualTo(b.family());
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("families")
  void familiesAreShared(Statement statement) {
    assertThat(
            statement.words().stream()
                .map(text -> statement.version(text).family())
                .collect(Collectors.toSet()))
        .hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("lines")
  void linesAreTheFirstNumbers(Statement statement) {
    Version version = statement.version(statement.words().get(0));
    assertThat(List.of(version.text(), version.majorLine(), version.minorLine()))
        .isEqualTo(statement.words());
  }

  @Test
  void tellsPrereleasesFromReleases() {
    Statement.all("prerelease")
        .forEach(statement ->
            assertThat(statement.words())
                .as(statement.format())
                .allMatch(text -> statement.version(text).prerelease()));
    Statement.all("release")
        .forEach(statement ->
            assertThat(statement.words())
                .as(statement.format())
                .noneMatch(text -> statement.version(text).prerelease()));
  }

  @Test
  void refusesWhatTheToolsOfTheFormatRefuse() {
    Statement.all("refused")
        .forEach(statement ->
            assertThat(statement.words())
                .as(statement.format())
                .allMatch(text -> statement.order().parse(text).isEmpty()));
  }

  @Test
  void everyTableSaysSomethingOfEveryKind() {
    for (String format : Statement.FORMATS) {
      Set<String> expected =
          KINDS.stream()
              .filter(kind -> !format.equals("maven") || !kind.equals("refused"))
              .collect(Collectors.toSet());
      assertThat(
              KINDS.stream()
                  .filter(
                      kind -> Statement.all(kind).anyMatch(found -> found.format().equals(format)))
                  .collect(Collectors.toSet()))
          .as(format)
          .isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"maven", "pypi", "npm", "cargo", "swift", "nuget", "ruby"})
  void readsNoTextThatIsTooLongOrNotPrintable(String format) {
    VersionOrder order = VersionOrder.of(format).orElseThrow();
    String tail = format.equals("nuget") ? ".0.0-" : ".0.0-a";
    assertThat(order.parse("1.0.0")).isPresent();
    assertThat(order.parse("1" + tail + "1".repeat(VersionOrder.MAX_LENGTH - tail.length() - 1)))
        .isPresent();
    assertThat(order.parse("1" + tail + "1".repeat(VersionOrder.MAX_LENGTH - tail.length())))
        .isEmpty();
    for (String text : List.of("", " ", " 1.0.0", "1.0.0 ", "1.0.0\n", "1.0.\u0661", "1.0.0-é")) {
      assertThat(order.parse(text)).as(text).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"generic", "", "Maven", "docker"})
  void otherFormatsHaveNoOrder(String format) {
    assertThat(VersionOrder.of(format)).isEmpty();
  }

  @Test
  void versionsOfDifferentFormatsDoNotCompare() {
    Version npm = VersionOrder.of("npm").flatMap(order -> order.parse("1.0.0")).orElseThrow();
    Version cargo = VersionOrder.of("cargo").flatMap(order -> order.parse("1.0.0")).orElseThrow();
    assertThat(npm).isNotEqualTo(cargo);
    assertThatThrownBy(() -> npm.compareTo(cargo))
        .isInstanceOf(ClassCastException.class)
        .hasMessage("1.0.0 is a version of npm and compares with no version of another format");
  }
}
