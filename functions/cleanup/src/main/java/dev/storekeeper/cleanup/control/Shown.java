package dev.storekeeper.cleanup.control;

/** Others' texts in messages. */
final class Shown {
  private static final int MAX = 80;

  private Shown() {}

  /** A text in quotes, cut where it is long, without what could steer a terminal. */
  static String text(String text) {
    String clean = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}]", "?");
    return "\"" + (clean.length() <= MAX ? clean : clean.substring(0, MAX - 3) + "...") + "\"";
  }
}
