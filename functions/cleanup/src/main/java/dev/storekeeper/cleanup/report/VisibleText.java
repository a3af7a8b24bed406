package dev.storekeeper.cleanup.report;

/**
 * Text in which nothing is hidden: characters that show nothing, turn the text around (Unicode
 * Technical Report 36, "Bidirectional Text Spoofing") or may not be in a page are shown as their
 * code point, as in {@code [U+202E]}.
 */
final class VisibleText {
  private VisibleText() {}

  static String of(String text) {
    StringBuilder visible = new StringBuilder(text.length());
    text.codePoints()
        .forEach(character -> {
          if (character == '\n' || character == '\t') {
            visible.append(' ');
          } else if (isHidden(character)) {
            visible.append("[U+%04X]".formatted(character));
          } else {
            visible.appendCodePoint(character);
          }
        });
    return visible.toString();
  }

  private static boolean isHidden(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
