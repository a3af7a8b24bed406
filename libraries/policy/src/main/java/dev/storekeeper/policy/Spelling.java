package dev.storekeeper.policy;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what a person probably meant. */
public final class Spelling {
  private static final int MAX_DISTANCE = 2;

  private Spelling() {}

  /** The word that is at most two letters away; the nearest, if there are several. */
  public static Optional<String> nearest(String word, Collection<String> words) {
    return words.stream()
        .filter(candidate -> distance(word, candidate) <= MAX_DISTANCE)
        .min(Comparator.comparingInt(candidate -> distance(word, candidate)));
  }

  /** What is expected instead of a word, as {@code "when", or one of name, notify, when}. */
  public static String oneOf(String word, Collection<String> words) {
    String all = "one of " + String.join(", ", words);
    return nearest(word, words).map(near -> "\"" + near + "\", or " + all).orElse(all);
  }

  /** Levenshtein's distance. */
  static int distance(String left, String right) {
    int[] row = new int[right.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replace = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replace, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[right.length()];
  }
}
