package dev.storekeeper.lambda;

/** Keeps texts within their bounds. */
final class Texts {
  private static final String CUT = "...";

  private Texts() {}

  /** The text, cut to a length in characters and marked with three dots when it is longer. */
  static String bounded(String text, int max) {
    if (text.length() <= max) {
      return text;
    }
    int end = max - CUT.length();
    boolean splitsPair = Character.isHighSurrogate(text.charAt(end - 1));
    return text.substring(0, splitsPair ? end - 1 : end) + CUT;
  }
}
