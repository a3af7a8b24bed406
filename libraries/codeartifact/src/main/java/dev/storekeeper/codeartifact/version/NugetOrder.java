package dev.storekeeper.codeartifact.version;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The order of NuGet packages: one to four numbers of 32 bits, leading zeros allowed, absent ones
 * are zero; labels as in Semantic Versioning 2.0.0 but without regard to case. As in NuGet's own
 * comparer, a label counts as a number only if it is one of 32 bits; it may have a sign. Build
 * metadata has no part in the order.
 */
final class NugetOrder implements VersionOrder {
  private static final String LARGEST = Integer.toString(Integer.MAX_VALUE);
  private static final String LABEL = "(?:0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)";
  private static final Pattern SYNTAX =
      Pattern.compile(
          "([0-9]+)(?:\\.([0-9]+))?(?:\\.([0-9]+))?(?:\\.([0-9]+))?"
              + "(?:-(?<labels>%1$s(?:\\.%1$s)*))?".formatted(LABEL)
              + "(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?");
  private static final Pattern INTEGER = Pattern.compile("-?[0-9]+");

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
        Stream.of(1, 2, 3, 4)
            .map(group -> Optional.ofNullable(matcher.group(group)).orElse("0"))
            .map(Digits::canonical)
            .toList();
    if (!numbers.stream().allMatch(number -> Digits.atMost(number, LARGEST))) {
      return Optional.empty();
    }
    List<String> labels =
        Optional.ofNullable(matcher.group("labels"))
            .map(joined -> List.of(joined.split("\\.")))
            .orElse(List.of());
    return Optional.of(version(text, numbers, labels));
  }

  private static Version version(String text, List<String> numbers, List<String> labels) {
    List<Part> parts = new ArrayList<>();
    numbers.forEach(number -> parts.add(Part.number(0, number)));
    parts.add(Part.mark(labels.isEmpty() ? 1 : 0));
    labels.forEach(label -> parts.add(part(label)));
    parts.add(Part.mark(0));
    List<String> shown = numbers.get(3).equals("0") ? numbers.subList(0, 3) : numbers;
    return new ParsedVersion(
        "nuget",
        text,
        new OrderKey(parts),
        !labels.isEmpty(),
        numbers.get(0),
        numbers.get(0) + "." + numbers.get(1),
        String.join(".", shown)
            + (labels.isEmpty()
                ? ""
                : "-" + String.join(".", labels.stream().map(NugetOrder::canonical).toList())));
  }

  private static Part part(String label) {
    OptionalInt number = integer(label);
    return number.isPresent()
        ? Part.number(1, Long.toString((long) number.getAsInt() - Integer.MIN_VALUE))
        : Part.word(2, label.toUpperCase(Locale.ROOT));
  }

  private static String canonical(String label) {
    OptionalInt number = integer(label);
    return number.isPresent()
        ? Integer.toString(number.getAsInt())
        : label.toLowerCase(Locale.ROOT);
  }

  private static OptionalInt integer(String label) {
    if (!INTEGER.matcher(label).matches()) {
      return OptionalInt.empty();
    }
    boolean negative = label.startsWith("-");
    String digits = Digits.canonical(negative ? label.substring(1) : label);
    if (digits.length() > LARGEST.length()) {
      return OptionalInt.empty();
    }
    long value = Long.parseLong(negative ? "-" + digits : digits);
    return value == (int) value ? OptionalInt.of((int) value) : OptionalInt.empty();
  }
}
