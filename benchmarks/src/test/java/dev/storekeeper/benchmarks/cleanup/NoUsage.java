package dev.storekeeper.benchmarks.cleanup;

import dev.storekeeper.cleanup.registry.RepositoryId;
import dev.storekeeper.cleanup.scan.Usage;
import dev.storekeeper.codeartifact.OriginType;
import dev.storekeeper.codeartifact.PackageCoordinates;
import dev.storekeeper.codeartifact.PackageVersion;
import dev.storekeeper.retention.Known;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** An index that was set up today: it remembers nothing, and reads are not tracked. */
final class NoUsage implements Usage {
  private static final String UNTRACKED = "reads are not tracked";

  @Override
  public Map<String, Publication> publications(PackageCoordinates coordinates) {
    return Map.of();
  }

  @Override
  public void recordPublished(
      PackageVersion version, Instant time, String revision, OriginType origin) {}

  @Override
  public Reads reads(PackageCoordinates coordinates) {
    return _ -> new Known.Unknown<>(UNTRACKED);
  }

  @Override
  public OfRepository repository(RepositoryId repository) {
    return new OfRepository(
        Optional.empty(), Optional.empty(), new Known.Unknown<>(UNTRACKED), Optional.empty());
  }
}
