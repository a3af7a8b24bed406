package dev.storekeeper.identity;

/** What texts in tokens may be made of. */
final class Texts {
  private static final int LAST_C1 = 0x9F;

  private Texts() {}

  /** Whether it is printable ASCII, the space included. */
  static boolean isPrintableAscii(String text) {
    return text.chars().allMatch(c -> c >= ' ' && c <= '~');
  }

  /**
   * Whether it shows as what it is: no control characters, line separators, controls of the writing
   * direction (Unicode annex 9) or halves of surrogate pairs.
   */
  static boolean isPlain(String text) {
    return text.codePoints().noneMatch(Texts::isHidden);
  }

  private static boolean isHidden(int c) {
    return c < ' '
        || (c >= 0x7F && c <= LAST_C1)
        || (c >= 0xD800 && c <= 0xDFFF)
        || c == 0x061C
        || c == 0x200E
        || c == 0x200F
        || (c >= 0x2028 && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069);
  }

  /** At most so many characters of a text, for people, on one line. */
  static String bounded(String text, int limit) {
    return text.length() <= limit ? text : text.substring(0, limit) + "...";
  }
}
