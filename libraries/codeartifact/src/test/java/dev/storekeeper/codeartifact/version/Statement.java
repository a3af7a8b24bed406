package dev.storekeeper.codeartifact.version;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A line of a table in {@code src/test/resources/versions}.
 *
 * @param kind what the words are: {@code order}, {@code family}, {@code refused} ...
 */
record Statement(String format, String kind, List<String> words) {
  static final List<String> FORMATS =
      List.of("maven", "pypi", "npm", "cargo", "swift", "nuget", "ruby");

  Statement {
    words = List.copyOf(words);
  }

  /** All statements of a kind, of all formats. */
  static Stream<Statement> all(String kind) {
    return FORMATS.stream()
        .flatMap(Statement::table)
        .filter(statement -> statement.kind.equals(kind));
  }

  private static Stream<Statement> table(String format) {
    try (InputStream in = Statement.class.getResourceAsStream("/versions/" + format + ".txt")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines()
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .map(line -> List.of(line.split(" ")))
          .map(words -> new Statement(format, words.getFirst(), words.subList(1, words.size())));
    } catch (IOException e) {
      throw new IllegalStateException("the table of " + format + " cannot be read", e);
    }
  }

  Version version(String text) {
    return order()
        .parse(text)
        .orElseThrow(() -> new AssertionError(format + " does not take " + text));
  }

  VersionOrder order() {
    return VersionOrder.of(format).orElseThrow();
  }

  @Override
  public String toString() {
    return format + ": " + String.join(" ", words);
  }
}
