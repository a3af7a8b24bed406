package dev.storekeeper.codeartifact.version;

import java.util.List;

/** A number or a qualifier of a Maven version. */
sealed interface MavenItem {
  /** Less, equal or greater than zero as Maven puts the item before, at or after nothing at all. */
  int sign();

  /** The item as Maven would write it. */
  String text();

  /** Digits without leading zeros. */
  record Numeral(String text) implements MavenItem {
    public Numeral {
      text = Digits.canonical(text);
    }

    @Override
    public int sign() {
      return text.equals("0") ? 0 : 1;
    }
  }

  /** A qualifier under its main name; the release has none. */
  record Qualifier(String text) implements MavenItem {
    private static final List<String> KNOWN =
        List.of("alpha", "beta", "milestone", "rc", "snapshot", "", "sp");
    private static final int RELEASE = KNOWN.indexOf("");

    /** The qualifier that a text in lower case names; some have short names before a number. */
    static Qualifier of(String written, boolean beforeNumber) {
      return new Qualifier(
          switch (written) {
            case "a" -> beforeNumber ? "alpha" : written;
            case "b" -> beforeNumber ? "beta" : written;
            case "m" -> beforeNumber ? "milestone" : written;
            case "cr" -> "rc";
            case "ga", "final", "release" -> "";
            default -> written;
          });
    }

    @Override
    public int sign() {
      return Integer.compare(place(), RELEASE);
    }

    /** Known qualifiers have their own places; all others share the last one. */
    int place() {
      int place = KNOWN.indexOf(text);
      return place < 0 ? KNOWN.size() : place;
    }

    /** The name that orders qualifiers within a place. */
    String name() {
      return place() < KNOWN.size() ? "" : text;
    }
  }
}
