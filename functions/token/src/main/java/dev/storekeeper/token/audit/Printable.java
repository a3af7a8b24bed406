package dev.storekeeper.token.audit;

/** Makes text of strangers harmless: one bounded line of printable ASCII. */
final class Printable {
  private Printable() {}

  /** The text with everything but printable ASCII written as {@code ?}, and cut. */
  static String of(String text, int max) {
    StringBuilder line = new StringBuilder();
    text.codePoints()
        .limit(max)
        .map(c -> c >= ' ' && c <= '~' ? c : '?')
        .forEach(line::appendCodePoint);
    return line.toString();
  }
}
