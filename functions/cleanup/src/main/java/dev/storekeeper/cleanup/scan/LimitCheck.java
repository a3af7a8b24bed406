package dev.storekeeper.cleanup.scan;

import dev.storekeeper.retention.Limits;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares what would go without a person with the limits. What waits for a person anyway does not
 * count.
 */
final class LimitCheck {
  private static final int MAX_SENTENCES = 20;

  private final Limits limits;
  private final List<String> sentences = new ArrayList<>();
  private long more;
  private long items;
  private long bytes;
  private long unknownSizes;

  LimitCheck(Limits limits) {
    this.limits = limits;
  }

  /** Counts versions that would go; their sizes are known or not. */
  void count(long versions, long knownBytes, long withoutSize) {
    items += versions;
    bytes += knownBytes;
    unknownSizes += withoutSize;
  }

  void packageEnd(String name, long selected, long versions) {
    percent("package " + name, selected, versions, limits.percentOfPackage());
  }

  void repositoryEnd(String name, long selected, long versions) {
    percent("repository " + name, selected, versions, limits.percentOfRepository());
  }

  List<String> sentences() {
    List<String> all = new ArrayList<>();
    if (items > limits.items()) {
      all.add("%d versions, the limit is %d".formatted(items, limits.items()));
    }
    if (bytes > limits.bytes()) {
      all.add("%d bytes, the limit is %d".formatted(bytes, limits.bytes()));
    }
    if (unknownSizes > 0) {
      all.add(
          "the size of %d versions is not known, the limit is %d bytes"
              .formatted(unknownSizes, limits.bytes()));
    }
    all.addAll(sentences);
    if (more > 0) {
      all.add("%d more packages and repositories are over their limit".formatted(more));
    }
    return all;
  }

  private void percent(String name, long selected, long versions, int percent) {
    if (selected == 0 || selected * 100 <= versions * percent) {
      return;
    }
    if (sentences.size() < MAX_SENTENCES) {
      sentences.add(
          "%d of the %d versions of %s, the limit is %d %%"
              .formatted(selected, versions, name, percent));
    } else {
      more++;
    }
  }
}
