package dev.storekeeper.codeartifact.version;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The order of Ruby gems, as in {@code Gem::Version}: a version is a row of numbers and words, a
 * hyphen reads as {@code .pre.}, words make a prerelease, and zeros at the end of the numbers and
 * of the whole do not count.
 */
final class RubyOrder implements VersionOrder {
  private static final int WORD = 0;
  private static final int ZERO_BEFORE_A_WORD = 1;
  private static final int END = 2;
  private static final int NUMBER = 3;

  private static final Pattern SYNTAX =
      Pattern.compile("[0-9]+(?:\\.[0-9A-Za-z]+)*(?:-[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?");
  private static final Pattern SEGMENT = Pattern.compile("[0-9]+|[A-Za-z]+");

  @Override
  public Optional<Version> parse(String text) {
    if (!Texts.readable(text) || !SYNTAX.matcher(text).matches()) {
      return Optional.empty();
    }
    List<String> segments =
        SEGMENT
            .matcher(text.replace("-", ".pre."))
            .results()
            .map(MatchResult::group)
            .map(segment -> numeric(segment) ? Digits.canonical(segment) : segment)
            .toList();
    List<String> numbers = segments.stream().takeWhile(RubyOrder::numeric).toList();
    List<String> canonical = new ArrayList<>(withoutZerosAtTheEnd(numbers));
    canonical.addAll(withoutZerosAtTheEnd(segments.subList(numbers.size(), segments.size())));
    return Optional.of(
        new ParsedVersion(
            "ruby",
            text,
            key(canonical),
            numbers.size() < segments.size(),
            numbers.getFirst(),
            numbers.getFirst() + "." + (numbers.size() > 1 ? numbers.get(1) : "0"),
            canonical.isEmpty() ? "0" : String.join(".", canonical)));
  }

  private static List<String> withoutZerosAtTheEnd(List<String> segments) {
    int end = segments.size();
    while (end > 0 && segments.get(end - 1).equals("0")) {
      end--;
    }
    return segments.subList(0, end);
  }

  private static OrderKey key(List<String> segments) {
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < segments.size(); i++) {
      String segment = segments.get(i);
      if (!numeric(segment)) {
        parts.add(Part.word(WORD, segment));
      } else if (segment.equals("0") && wordFollowsTheZeros(segments, i)) {
        parts.add(Part.mark(ZERO_BEFORE_A_WORD));
      } else {
        parts.add(Part.number(NUMBER, segment));
      }
    }
    parts.add(Part.mark(END));
    return new OrderKey(parts);
  }

  private static boolean wordFollowsTheZeros(List<String> segments, int zero) {
    int next = zero;
    while (segments.get(next).equals("0")) {
      next++;
    }
    return !numeric(segments.get(next));
  }

  private static boolean numeric(String segment) {
    return Digits.is(segment.charAt(0));
  }
}
