package dev.storekeeper.codeartifact.version;

/** Numbers of any size as decimal digits. */
final class Digits {
  private Digits() {}

  /** Without leading zeros; zero is {@code 0}. */
  static String canonical(String digits) {
    int start = 0;
    while (start < digits.length() - 1 && digits.charAt(start) == '0') {
      start++;
    }
    return digits.substring(start);
  }

  static boolean zero(String digits) {
    return canonical(digits).equals("0");
  }

  static boolean atMost(String digits, String largest) {
    String canonical = canonical(digits);
    return canonical.length() < largest.length()
        || (canonical.length() == largest.length() && canonical.compareTo(largest) <= 0);
  }

  static boolean is(char c) {
    return c >= '0' && c <= '9';
  }
}
