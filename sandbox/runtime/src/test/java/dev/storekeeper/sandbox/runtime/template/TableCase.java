package dev.storekeeper.sandbox.runtime.template;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A case of a table file: {@code === name}, a template, {@code ---}, and what is expected.
 *
 * @param name what the case shows
 * @param template the template; its first line may give parameters: {@code # given: A=1, B=2}
 * @param expected the expected lines
 */
record TableCase(String name, String template, List<String> expected) {
  static List<TableCase> read(String file) {
    try (InputStream in = Objects.requireNonNull(TableCase.class.getResourceAsStream(file), file)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(text.split("(?m)^=== ")).skip(1).map(TableCase::parse).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Map<String, String> given() {
    Map<String, String> given = new LinkedHashMap<>();
    if (template.startsWith("# given: ")) {
      String line = template.substring("# given: ".length(), template.indexOf('\n'));
      for (String pair : line.split(", ", -1)) {
        int equals = pair.indexOf('=');
        given.put(pair.substring(0, equals), pair.substring(equals + 1));
      }
    }
    return given;
  }

  @Override
  public String toString() {
    return name;
  }

  private static TableCase parse(String text) {
    int name = text.indexOf('\n');
    int divider = text.indexOf("---\n", name);
    return new TableCase(
        text.substring(0, name),
        text.substring(name + 1, divider),
        text.substring(divider + 4).lines().filter(line -> !line.isBlank()).toList());
  }
}
