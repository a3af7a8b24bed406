package dev.storekeeper.codeartifact.version;

import java.util.List;

/**
 * The line of a Maven version: its first numbers, and the word before them if there is one, as in
 * {@code v1.2} or {@code Hoxton.SR12}.
 */
record MavenLine(String major, String minor) {
  static MavenLine of(MavenTree tree) {
    List<MavenItem> first = tree.lists().isEmpty() ? List.of() : tree.lists().getFirst();
    if (first.isEmpty() || first.getFirst() instanceof MavenItem.Numeral) {
      return line("", first);
    }
    String word = first.getFirst().text();
    List<MavenItem> following =
        first.size() > 1 || tree.lists().size() == 1
            ? first.subList(1, first.size())
            : tree.lists().get(1);
    boolean numbered = !following.isEmpty() && following.getFirst() instanceof MavenItem.Numeral;
    return numbered ? line(word + "-", following) : new MavenLine(word, word);
  }

  private static MavenLine line(String prefix, List<MavenItem> items) {
    String major = prefix + number(items, 0);
    return new MavenLine(major, major + "." + number(items, 1));
  }

  private static String number(List<MavenItem> items, int index) {
    return items.size() > index && items.get(index) instanceof MavenItem.Numeral number
        ? number.text()
        : "0";
  }
}
