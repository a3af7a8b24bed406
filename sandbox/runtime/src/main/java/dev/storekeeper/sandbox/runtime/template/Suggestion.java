package dev.storekeeper.sandbox.runtime.template;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** What may have been meant by an unknown name. */
final class Suggestion {
  private static final int CLOSE = 3;

  private Suggestion() {}

  /** {@code "; did you mean X?"} if a known name is close, else all known names. */
  static String of(String unknown, Collection<String> known) {
    return known.stream()
        .min(Comparator.comparingInt(name -> distance(unknown, name)))
        .filter(name -> distance(unknown, name) <= Math.min(CLOSE, unknown.length() / 2))
        .map(name -> "; did you mean " + name + "?")
        .orElseGet(() ->
            known.isEmpty()
                ? "; nothing is allowed here"
                : "; allowed are " + String.join(", ", known));
  }

  /** Levenshtein's edit distance, without regard to case. */
  private static int distance(String left, String right) {
    String a = left.toLowerCase(Locale.ROOT);
    String b = right.toLowerCase(Locale.ROOT);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, Math.min(above, row[j - 1]) + 1);
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
