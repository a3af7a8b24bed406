package dev.storekeeper.sandbox.codeartifact.pypi;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Chooses a project page's form by proactive negotiation (RFC 9110 section 12). Of forms with the
 * same weight the one named more closely wins, then the one named earlier, then the server's
 * preference, which is HTML.
 */
final class AcceptHeader {
  private record Choice(SimpleFormat format, int closeness, int position, int thousandths) {}

  private static final Comparator<Choice> BEST =
      Comparator.comparingInt(Choice::thousandths)
          .thenComparingInt(Choice::closeness)
          .thenComparing(Comparator.comparingInt(Choice::position).reversed())
          .thenComparing(Comparator.comparing(Choice::format).reversed());

  private AcceptHeader() {}

  /**
   * Negotiates.
   *
   * @param headers the values of all Accept headers; malformed elements are ignored
   * @return empty if nothing that the client accepts is offered
   */
  static Optional<SimpleFormat> negotiate(List<String> headers) {
    if (headers.stream().allMatch(String::isBlank)) {
      return Optional.of(SimpleFormat.TEXT_HTML);
    }
    List<MediaRange> ranges =
        headers.stream()
            .flatMap(header -> elements(header).stream())
            .flatMap(element -> MediaRange.parse(element).stream())
            .toList();
    List<Choice> choices = new ArrayList<>();
    for (SimpleFormat format : SimpleFormat.values()) {
      closest(format, ranges).filter(choice -> choice.thousandths() > 0).ifPresent(choices::add);
    }
    return choices.stream().max(BEST).map(Choice::format);
  }

  /** The range that decides a form's weight: the most closely describing, of these the first. */
  private static Optional<Choice> closest(SimpleFormat format, List<MediaRange> ranges) {
    Choice best = new Choice(format, 0, 0, 0);
    for (int position = 0; position < ranges.size(); position++) {
      MediaRange range = ranges.get(position);
      int closeness = range.closeness(format.requested());
      if (closeness > best.closeness()) {
        best = new Choice(format, closeness, position, range.thousandths());
      }
    }
    return best.closeness() == 0 ? Optional.empty() : Optional.of(best);
  }

  private static List<String> elements(String header) {
    List<String> elements = new ArrayList<>();
    boolean quoted = false;
    int start = 0;
    for (int index = 0; index < header.length(); index++) {
      char character = header.charAt(index);
      if (character == '\\' && quoted) {
        index++;
      } else if (character == '"') {
        quoted = !quoted;
      } else if (character == ',' && !quoted) {
        elements.add(header.substring(start, index));
        start = index + 1;
      }
    }
    elements.add(header.substring(start));
    return elements;
  }
}
