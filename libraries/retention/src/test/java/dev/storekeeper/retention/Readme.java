package dev.storekeeper.retention;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The module's README. */
final class Readme {
  static final Path ROOT = Path.of(System.getProperty("storekeeper.root"));

  private Readme() {}

  /** The rules of the lint, from the table. */
  static Set<String> rules() throws IOException {
    Set<String> rules = new TreeSet<>();
    String text = Files.readString(ROOT.resolve("libraries/retention/README.md"));
    Matcher row = Pattern.compile("(?m)^\\| `([a-z-]+)` \\| (error|warning)").matcher(text);
    while (row.find()) {
      rules.add(row.group(1));
    }
    return rules;
  }
}
