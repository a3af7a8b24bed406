package dev.storekeeper.cleanup.scan;

import dev.storekeeper.cleanup.registry.RepositoryId;
import dev.storekeeper.codeartifact.OriginType;
import dev.storekeeper.codeartifact.PackageCoordinates;
import dev.storekeeper.codeartifact.PackageVersion;
import dev.storekeeper.retention.Known;
import dev.storekeeper.retention.ReadHistory;
import dev.storekeeper.usage.Access;
import dev.storekeeper.usage.Coverage;
import dev.storekeeper.usage.DomainPackage;
import dev.storekeeper.usage.PackageUsage;
import dev.storekeeper.usage.RepositoryCoordinates;
import dev.storekeeper.usage.RepositoryUsage;
import dev.storekeeper.usage.UsageIndex;
import dev.storekeeper.usage.UsageRecorder;
import dev.storekeeper.usage.UsageUnavailableException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The last-read index. Reads count to the end of their day, which is the index's grain; without
 * unbroken coverage nothing is known of reads. Thread-safe.
 */
public final class IndexedUsage implements Usage {
  private static final String NOT_TRACKED = "reads are not tracked";
  private static final String NOT_COVERED = "there is no unbroken coverage of reads yet";

  private final UsageIndex index;
  private final UsageRecorder recorder;
  private final boolean tracksReads;

  /**
   * Usage behind an index.
   *
   * @param tracksReads whether the index learns of reads at all
   */
  public IndexedUsage(UsageIndex index, UsageRecorder recorder, boolean tracksReads) {
    this.index = index;
    this.recorder = recorder;
    this.tracksReads = tracksReads;
  }

  @Override
  public Map<String, Publication> publications(PackageCoordinates coordinates)
      throws UsageException {
    return ask(() -> {
      Map<String, Publication> publications = new TreeMap<>();
      index
          .published(coordinates)
          .forEach((version, published) ->
              publications.put(
                  version, new Publication(published.publishedAt(), published.revision())));
      return publications;
    });
  }

  @Override
  public void recordPublished(
      PackageVersion version, Instant time, String revision, OriginType origin)
      throws UsageException {
    ask(() -> {
      recorder.recordPublished(version, time, Optional.of(revision), Optional.of(origin));
      return true;
    });
  }

  @Override
  public Reads reads(PackageCoordinates coordinates) throws UsageException {
    if (!tracksReads) {
      return _ -> new Known.Unknown<>(NOT_TRACKED);
    }
    return ask(() -> {
      Coverage coverage = index.coverage();
      PackageUsage usage = index.versions(DomainPackage.of(coordinates));
      return version -> history(usage.of(version).mayHaveBeenReadUntil(), coverage);
    });
  }

  @Override
  public OfRepository repository(RepositoryId repository) throws UsageException {
    RepositoryCoordinates coordinates =
        new RepositoryCoordinates(
            repository.domain().owner(), repository.domain().name(), repository.name());
    return ask(() -> {
      RepositoryUsage usage = index.repository(coordinates);
      Optional<Instant> unattributed = usage.lastUnattributedRead().map(Access::endOfDay);
      Known<ReadHistory> reads =
          tracksReads
              ? history(Facts.later(usage.mayHaveBeenReadUntil(), unattributed), index.coverage())
              : new Known.Unknown<>(NOT_TRACKED);
      return new OfRepository(usage.lastPublish(), usage.lastGrant(), reads, unattributed);
    });
  }

  private static Known<ReadHistory> history(Optional<Instant> lastRead, Coverage coverage) {
    return coverage.since().isPresent() && coverage.until().isPresent()
        ? new Known.Value<>(
            new ReadHistory(lastRead, coverage.since().get(), coverage.until().get()))
        : new Known.Unknown<>(NOT_COVERED);
  }

  private static <T> T ask(Supplier<T> question) throws UsageException {
    try {
      return question.get();
    } catch (UsageUnavailableException e) {
      throw new UsageException(String.valueOf(e.getMessage()), e);
    }
  }
}
