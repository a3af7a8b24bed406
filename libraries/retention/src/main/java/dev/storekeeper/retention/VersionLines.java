package dev.storekeeper.retention;

import dev.storekeeper.codeartifact.version.Version;
import dev.storekeeper.codeartifact.version.VersionOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Where each version of a package stands: among all of them, in its major and minor line, and by
 * time. All versions count, whatever their status, but those of which nothing is left, and those
 * that cannot be read. What shares a family is one line: it takes one place, which its newest
 * version has, and for a Maven SNAPSHOT its newest build too.
 */
final class VersionLines {
  /** The place of what has none: behind everything that is kept. */
  static final long NONE = Long.MAX_VALUE;

  private final List<Optional<Version>> parsed;
  private final boolean ordered;
  private final long[] newest;
  private final long[] newestOfMajor;
  private final long[] newestOfMinor;
  private final long[] latest;
  private final Map<Integer, Integer> pairs = new HashMap<>();

  private VersionLines(Optional<VersionOrder> order, List<VersionFacts> versions) {
    this.ordered = order.isPresent();
    this.parsed =
        versions.stream().map(it -> order.flatMap(known -> known.parse(it.version()))).toList();
    this.newest = nowhere();
    this.newestOfMajor = nowhere();
    this.newestOfMinor = nowhere();
    this.latest = nowhere();
    byTime(versions);
    if (ordered) {
      byOrder(versions);
    }
  }

  /** The lines of a package's versions, which are newest first by time. */
  static VersionLines of(String format, List<VersionFacts> versions) {
    return new VersionLines(VersionOrder.of(format), versions);
  }

  boolean isOrdered() {
    return ordered;
  }

  Optional<Version> parsed(int index) {
    return parsed.get(index);
  }

  /** Its place among all versions, from 0, by order; by time if the format has no order. */
  long newest(int index) {
    return newest[index];
  }

  /** Its place in its major line, from 0. */
  long newestOfMajor(int index) {
    return newestOfMajor[index];
  }

  /** Its place in its minor line, from 0. */
  long newestOfMinor(int index) {
    return newestOfMinor[index];
  }

  /** Its place by publish time, from 0, among those that people see. */
  long latest(int index) {
    return latest[index];
  }

  /** Each Maven SNAPSHOT with its newest build: they are one version and go together. */
  Map<Integer, Integer> pairs() {
    return Map.copyOf(pairs);
  }

  /** The versions from the newest to the oldest; those that cannot be read last. */
  Comparator<Integer> newestFirst() {
    Comparator<Integer> byOrder =
        (left, right) -> {
          Optional<Version> one = parsed.get(left);
          Optional<Version> other = parsed.get(right);
          return one.isPresent() && other.isPresent()
              ? other.get().compareTo(one.get())
              : Boolean.compare(other.isPresent(), one.isPresent());
        };
    return byOrder.thenComparing(Comparator.naturalOrder());
  }

  private long[] nowhere() {
    long[] places = new long[parsed.size()];
    Arrays.fill(places, NONE);
    return places;
  }

  private void byTime(List<VersionFacts> versions) {
    long all = 0;
    long seen = 0;
    for (int i = 0; i < versions.size(); i++) {
      if (!ordered && !Statuses.GONE.contains(versions.get(i).status())) {
        newest[i] = all++;
      }
      if (Statuses.AVAILABLE.contains(versions.get(i).status())) {
        latest[i] = seen++;
      }
    }
  }

  private void byOrder(List<VersionFacts> versions) {
    Map<String, List<Integer>> families = new HashMap<>();
    IntStream.range(0, versions.size())
        .filter(i -> !Statuses.GONE.contains(versions.get(i).status()))
        .boxed()
        .sorted(newestFirst())
        .forEach(i ->
            parsed
                .get(i)
                .ifPresent(version ->
                    families.computeIfAbsent(version.family(), it -> new ArrayList<>()).add(i)));
    List<List<Integer>> lines = new ArrayList<>(families.values());
    lines.sort(Comparator.comparing(List::getFirst, newestFirst()));
    Map<String, Long> majors = new HashMap<>();
    Map<String, Long> minors = new HashMap<>();
    for (int place = 0; place < lines.size(); place++) {
      List<Integer> line = lines.get(place);
      Version head = parsed.get(line.getFirst()).orElseThrow();
      long major = majors.merge(head.majorLine(), 1L, Long::sum) - 1;
      long minor = minors.merge(head.minorLine(), 1L, Long::sum) - 1;
      for (int i : heads(line)) {
        newest[i] = place;
        newestOfMajor[i] = major;
        newestOfMinor[i] = minor;
      }
    }
  }

  /** The versions that have the line's place. */
  private List<Integer> heads(List<Integer> line) {
    Version head = parsed.get(line.getFirst()).orElseThrow();
    List<Integer> heads = new ArrayList<>();
    List<Integer> builds = new ArrayList<>();
    for (int i : line) {
      (parsed.get(i).orElseThrow().compareTo(head) == 0 ? heads : builds).add(i);
    }
    if (!builds.isEmpty() && head.text().toUpperCase(Locale.ROOT).endsWith("-SNAPSHOT")) {
      heads.forEach(snapshot -> pairs.put(snapshot, builds.getFirst()));
      heads.add(builds.getFirst());
    }
    return heads;
  }
}
