package dev.storekeeper.codeartifact.version;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Semantic Versioning 2.0.0, strictly, as npm, Cargo and Swift take it. Build metadata has no part
 * in the order (section 10). The formats differ in the largest number that their tools take as
 * major, minor or patch version.
 */
final class SemanticOrder implements VersionOrder {
  /** 2^53 - 1, JavaScript's largest safe integer: npm takes no larger number. */
  static final String LARGEST_SAFE_INTEGER = "9007199254740991";

  /** 2^64 - 1: Cargo's numbers are unsigned, of 64 bits. */
  static final String LARGEST_UNSIGNED_LONG = "18446744073709551615";

  /** 2^63 - 1: Swift's numbers are signed, of 64 bits. */
  static final String LARGEST_LONG = "9223372036854775807";

  private static final String NUMBER = "(?:0|[1-9][0-9]*)";
  private static final String IDENTIFIER = "(?:" + NUMBER + "|[0-9]*[A-Za-z-][0-9A-Za-z-]*)";
  private static final Pattern SYNTAX =
      Pattern.compile(
          "(?<major>%1$s)\\.(?<minor>%1$s)\\.(?<patch>%1$s)(?:-(?<pre>%2$s(?:\\.%2$s)*))?"
                  .formatted(NUMBER, IDENTIFIER)
              + "(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?");

  private final String format;
  private final String largest;

  SemanticOrder(String format, String largest) {
    this.format = format;
    this.largest = largest;
  }

  @Override
  public Optional<Version> parse(String text) {
    if (!Texts.readable(text)) {
      return Optional.empty();
    }
    Matcher matcher = SYNTAX.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    List<String> numbers =
        List.of(matcher.group("major"), matcher.group("minor"), matcher.group("patch"));
    if (!numbers.stream().allMatch(number -> Digits.atMost(number, largest))) {
      return Optional.empty();
    }
    return Optional.of(version(text, numbers, Optional.ofNullable(matcher.group("pre"))));
  }

  private Version version(String text, List<String> numbers, Optional<String> pre) {
    List<Part> parts = new ArrayList<>();
    numbers.forEach(number -> parts.add(Part.number(0, number)));
    parts.add(Part.mark(pre.isPresent() ? 0 : 1));
    for (String identifier :
        pre.map(identifiers -> identifiers.split("\\.")).orElse(new String[0])) {
      boolean numeric = identifier.chars().allMatch(c -> Digits.is((char) c));
      parts.add(numeric ? Part.number(1, identifier) : Part.word(2, identifier));
    }
    parts.add(Part.mark(0));
    return new ParsedVersion(
        format,
        text,
        new OrderKey(parts),
        pre.isPresent(),
        numbers.get(0),
        numbers.get(0) + "." + numbers.get(1),
        String.join(".", numbers) + pre.map(identifiers -> "-" + identifiers).orElse(""));
  }
}
