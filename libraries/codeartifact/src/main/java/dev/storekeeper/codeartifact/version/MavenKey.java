package dev.storekeeper.codeartifact.version;

import java.util.ArrayList;
import java.util.List;

/**
 * The place of a Maven version in Maven's order. Maven orders what may come next as: a qualifier, a
 * list, a number; and each of them before or after nothing at all. The two rules contradict each
 * other where what is before nothing is of a later kind than what is after nothing: Maven has
 * {@code 1.jre-1 < 1-alpha < 1 < 1.jre-1}. There the second rule decides, so that {@code 1-alpha <
 * 1.jre-1}.
 */
final class MavenKey {
  private static final int EARLY_QUALIFIER = 0;
  private static final int EARLY_LIST = 1;
  private static final int EARLY_NUMBER = 2;
  private static final int END = 3;
  private static final int LATE_QUALIFIER = 4;
  private static final int LATE_LIST = 5;
  private static final int LATE_NUMBER = 6;

  private MavenKey() {}

  /** The parts of the order; they end with a part that is nowhere else. */
  static List<Part> parts(MavenTree tree) {
    List<Part> parts = new ArrayList<>();
    for (int list = 0; list < tree.lists().size(); list++) {
      if (list > 0) {
        parts.add(Part.mark(tree.sign(list, 0) < 0 ? EARLY_LIST : LATE_LIST));
      }
      List<MavenItem> items = tree.lists().get(list);
      for (int item = 0; item < items.size(); item++) {
        parts.add(part(items.get(item), tree.sign(list, item) < 0));
      }
    }
    parts.add(Part.mark(END));
    return parts;
  }

  private static Part part(MavenItem item, boolean early) {
    return switch (item) {
      case MavenItem.Numeral number ->
          Part.number(early ? EARLY_NUMBER : LATE_NUMBER, number.text());
      case MavenItem.Qualifier qualifier ->
          new Part(early ? EARLY_QUALIFIER : LATE_QUALIFIER, qualifier.place(), qualifier.name());
    };
  }
}
