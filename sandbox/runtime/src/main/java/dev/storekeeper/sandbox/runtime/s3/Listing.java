package dev.storekeeper.sandbox.runtime.s3;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One page of a bucket's content, in the order of keys.
 *
 * @param versions the versions whose keys are listed themselves
 * @param prefixes what the other keys have in common up to the delimiter
 * @param last the last entry of the page, if another page follows: a version, or a prefix
 */
record Listing(List<ObjectVersion> versions, List<String> prefixes, Optional<Last> last) {
  /** Where the next page goes on. */
  sealed interface Last {
    /** Behind a version. */
    record Version(ObjectVersion version) implements Last {}

    /** Behind all keys with a prefix. */
    record Prefix(String prefix) implements Last {}
  }

  /**
   * Reads a page.
   *
   * @param place the place that it begins behind, empty for the first page
   * @param max how many entries it may have, at least 1
   * @param current whether only the current versions of objects that are there count
   */
  static Listing read(
      ObjectIndex index,
      String bucket,
      String prefix,
      String delimiter,
      String place,
      int max,
      boolean current) {
    Listing page = new Listing(new ArrayList<>(), new ArrayList<>(), Optional.empty());
    String behind = place;
    while (true) {
      Step step = new Step(page, delimiter, prefix, max, current);
      index.visit(bucket, prefix, behind, rows -> step.take(rows.iterator()));
      if (step.common.isEmpty()) {
        return step.last.isEmpty() ? page : new Listing(page.versions, page.prefixes, step.last);
      }
      behind = ObjectIndex.place(bucket, step.common);
    }
  }

  int size() {
    return versions.size() + prefixes.size();
  }

  /** Reads up to the next common prefix, which the reading then jumps over. */
  private static final class Step {
    private final Listing page;
    private final String delimiter;
    private final String prefix;
    private final int max;
    private final boolean current;
    private String common = "";
    private Optional<Last> last = Optional.empty();

    Step(Listing page, String delimiter, String prefix, int max, boolean current) {
      this.page = page;
      this.delimiter = delimiter;
      this.prefix = prefix;
      this.max = max;
      this.current = current;
    }

    void take(Iterator<ObjectVersion> rows) {
      Predicate<ObjectVersion> first = new Newest();
      while (rows.hasNext()) {
        ObjectVersion version = rows.next();
        if (current && (!first.test(version) || version.marker())) {
          continue;
        }
        if (page.size() == max) {
          last = lastOf(page);
          return;
        }
        int end = delimiter.isEmpty() ? -1 : version.key().indexOf(delimiter, prefix.length());
        if (end >= 0) {
          common = version.key().substring(0, end + delimiter.length());
          page.prefixes.add(common);
          return;
        }
        page.versions.add(version);
      }
    }

    private static Optional<Last> lastOf(Listing page) {
      String key = page.versions.isEmpty() ? "" : page.versions.getLast().key();
      if (!page.prefixes.isEmpty() && page.prefixes.getLast().compareTo(key) > 0) {
        return Optional.of(new Last.Prefix(page.prefixes.getLast()));
      }
      return Optional.of(new Last.Version(page.versions.getLast()));
    }
  }

  /** Whether a version is the first of its key that comes. */
  private static final class Newest implements Predicate<ObjectVersion> {
    private String key = "";

    @Override
    public boolean test(ObjectVersion version) {
      boolean newest = !version.key().equals(key);
      key = version.key();
      return newest;
    }
  }
}
