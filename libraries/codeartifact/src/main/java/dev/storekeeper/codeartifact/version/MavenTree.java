package dev.storekeeper.codeartifact.version;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A Maven version as Maven reads it: a list of items that may end with a list, which may end with a
 * list, and so on. As a list can only be the last item of another one, the lists are kept in a row.
 * Items that mean nothing are cut from the end of each list ("Version Order Specification" in
 * Maven's POM reference).
 */
record MavenTree(List<List<MavenItem>> lists) {
  MavenTree {
    lists = lists.stream().map(List::copyOf).toList();
  }

  static MavenTree read(String text) {
    List<List<MavenItem>> lists = new Reader(text.toLowerCase(Locale.ENGLISH)).read();
    for (List<MavenItem> list : lists) {
      while (!list.isEmpty() && list.getLast().sign() == 0) {
        list.removeLast();
      }
    }
    while (!lists.isEmpty() && lists.getLast().isEmpty()) {
      lists.removeLast();
    }
    return new MavenTree(lists);
  }

  /** A text that only equal trees share. */
  String canonical() {
    return lists.isEmpty()
        ? "0"
        : lists.stream()
            .map(list -> list.stream().map(MavenItem::text).collect(Collectors.joining(".")))
            .collect(Collectors.joining("-"));
  }

  /** Whether what begins at an item of a list is before or after nothing at all. */
  int sign(int list, int item) {
    int at = item;
    for (List<MavenItem> items : lists.subList(list, lists.size())) {
      for (MavenItem next : items.subList(at, items.size())) {
        if (next.sign() != 0) {
          return next.sign();
        }
      }
      at = 0;
    }
    return 0;
  }

  private static final class Reader {
    private final String text;
    private final List<List<MavenItem>> lists = new ArrayList<>();
    private int start;
    private boolean digits;

    Reader(String text) {
      this.text = text;
    }

    List<List<MavenItem>> read() {
      open();
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c == '.' || c == '-') {
          lists.getLast().add(i == start ? new MavenItem.Numeral("0") : item(i, false));
          start = i + 1;
          if (c == '-') {
            open();
          }
        } else if (i > start && digits != Digits.is(c)) {
          change(i);
          digits = !digits;
        } else {
          digits = Digits.is(c);
        }
      }
      if (start < text.length()) {
        openForQualifier();
        lists.getLast().add(item(text.length(), false));
      }
      return lists;
    }

    private void change(int end) {
      openForQualifier();
      lists.getLast().add(item(end, true));
      start = end;
      open();
    }

    /** A qualifier before a number or the end is read as if a hyphen were before it. */
    private void openForQualifier() {
      if (!digits && !lists.getLast().isEmpty()) {
        open();
      }
    }

    private void open() {
      lists.add(new ArrayList<>());
    }

    private MavenItem item(int end, boolean beforeNumber) {
      String written = text.substring(start, end);
      return digits
          ? new MavenItem.Numeral(written)
          : MavenItem.Qualifier.of(written, beforeNumber);
    }
  }
}
