package dev.storekeeper.codeartifact.version;

import java.util.Comparator;

/**
 * A step of an {@link OrderKey}: compares by rank, then by length, then by text. Numbers are kept
 * as digits without leading zeros, so that a longer one is the greater one and none is too large.
 */
record Part(int rank, int length, String text) implements Comparable<Part> {
  private static final Comparator<Part> ORDER =
      Comparator.comparingInt(Part::rank).thenComparingInt(Part::length).thenComparing(Part::text);

  static Part mark(int rank) {
    return new Part(rank, 0, "");
  }

  static Part number(int rank, String digits) {
    String canonical = Digits.canonical(digits);
    return new Part(rank, canonical.length(), canonical);
  }

  static Part word(int rank, String text) {
    return new Part(rank, 0, text);
  }

  @Override
  public int compareTo(Part other) {
    return ORDER.compare(this, other);
  }
}
