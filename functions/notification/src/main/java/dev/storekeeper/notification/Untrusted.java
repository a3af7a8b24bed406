package dev.storekeeper.notification;

/**
 * Makes text that a package's author chose harmless to read: bounded, on one line, without
 * characters that hide, reorder or address anything.
 */
final class Untrusted {
  private static final String CUT = "...";

  private Untrusted() {}

  /**
   * One visible line: control characters, line separators, bidirectional and zero-width marks and
   * unpaired surrogates become a replacement mark.
   */
  static String line(String text, int limit) {
    StringBuilder line = new StringBuilder();
    text.codePoints()
        .limit(limit + 1L)
        .map(c -> isVisible(c) ? c : c == '\t' || c == '\n' || c == '\r' ? ' ' : 0xFFFD)
        .forEach(line::appendCodePoint);
    return cut(line.toString(), limit);
  }

  /** A line of printable ASCII, for headers; everything else is written as {@code ?}. */
  static String ascii(String text, int limit) {
    StringBuilder line = new StringBuilder();
    text.codePoints()
        .limit(limit + 1L)
        .map(c -> c >= ' ' && c <= '~' ? c : Character.isWhitespace(c) ? ' ' : '?')
        .forEach(line::appendCodePoint);
    return cut(line.toString(), limit);
  }

  /**
   * A code span for the Markdown of chat applications: nothing in it is formatting, a link or a
   * mention. Slack reads {@code &}, {@code <} and {@code >} even there, so they are escaped.
   */
  static String code(String text, int limit) {
    String escaped =
        line(text, limit)
            .replace('`', '\'')
            .replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;");
    return "`" + escaped + "`";
  }

  private static boolean isVisible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  private static String cut(String text, int limit) {
    int length = text.codePointCount(0, text.length());
    if (length <= limit) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, limit - CUT.length())) + CUT;
  }
}
