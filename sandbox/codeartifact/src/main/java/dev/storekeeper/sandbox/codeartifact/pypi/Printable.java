package dev.storekeeper.sandbox.codeartifact.pypi;

/**
 * Puts a stranger's text into a message that ends in a terminal or a log: in quotes, shortened,
 * with everything that could steer the reader's display (controls, bidirectional marks) spelled
 * out.
 */
final class Printable {
  private static final int LONGEST = 120;

  private Printable() {}

  static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints().limit(LONGEST).forEach(point -> append(quoted, point));
    if (text.codePointCount(0, text.length()) > LONGEST) {
      quoted.append("...");
    }
    return quoted.append('"').toString();
  }

  private static void append(StringBuilder quoted, int point) {
    switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.PRIVATE_USE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          quoted.append("\\u{").append(Integer.toHexString(point)).append('}');
      default -> quoted.appendCodePoint(point);
    }
  }
}
