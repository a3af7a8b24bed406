package dev.storekeeper.cleanup.scan;

import dev.storekeeper.cleanup.plan.Manifest;
import dev.storekeeper.cleanup.plan.Row;
import dev.storekeeper.cleanup.plan.Rows;
import dev.storekeeper.codeartifact.PackageCoordinates;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * The bytes that a plan frees at least. A domain stores an asset once, however many repositories
 * have it, so a version's bytes only count if the same version of the same package stays in no
 * other repository; where several of them go, the largest counts, once. Versions beyond a bound do
 * not count, nor does anything if a package could not be listed.
 */
final class Reclaim {
  private static final int MAX_VERSIONS = 500_000;

  private final Map<String, Long> bytes = new HashMap<>();

  void selected(Row row) {
    long size = row.bytes().orElse(0L);
    String key = key(row);
    if (bytes.size() < MAX_VERSIONS || bytes.containsKey(key)) {
      bytes.merge(key, size, Math::max);
    }
  }

  /** Looks at all rows once more for what stays. */
  long reclaimable(Rows rows, Manifest manifest) throws IOException {
    rows.<RuntimeException>forEach(
        manifest,
        row -> {
          if (!row.isSelected()) {
            bytes.remove(key(row));
          }
          return !bytes.isEmpty();
        });
    return bytes.values().stream().reduce(0L, Math::addExact);
  }

  private static String key(Row row) {
    PackageCoordinates coordinates = row.version().coordinates();
    return String.join(
        "/",
        coordinates.format(),
        coordinates.namespace(),
        coordinates.name(),
        row.version().version());
  }
}
