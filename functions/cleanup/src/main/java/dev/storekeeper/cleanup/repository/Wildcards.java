package dev.storekeeper.cleanup.repository;

/** Patterns of policies: {@code *} is any text, {@code ?} any character. */
final class Wildcards {
  private Wildcards() {}

  /** Whether a pattern matches a whole text, in time proportional to both lengths. */
  static boolean match(String pattern, String text) {
    int at = 0;
    int in = 0;
    int star = -1;
    int from = 0;
    while (in < text.length()) {
      if (at < pattern.length() && pattern.charAt(at) == '*') {
        star = at++;
        from = in;
      } else if (at < pattern.length()
          && (pattern.charAt(at) == '?' || pattern.charAt(at) == text.charAt(in))) {
        at++;
        in++;
      } else if (star >= 0) {
        at = star + 1;
        in = ++from;
      } else {
        return false;
      }
    }
    while (at < pattern.length() && pattern.charAt(at) == '*') {
      at++;
    }
    return at == pattern.length();
  }
}
