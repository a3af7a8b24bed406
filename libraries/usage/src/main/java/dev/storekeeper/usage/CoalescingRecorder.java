package dev.storekeeper.usage;

import dev.storekeeper.codeartifact.OriginType;
import dev.storekeeper.codeartifact.PackageVersion;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Drops reads that the index cannot tell apart before they are written: of a version, and of a
 * repository, the second and later ones of a UTC day. Everything else passes. What was written is
 * remembered for as many versions and repositories as fit. Thread-safe.
 */
public final class CoalescingRecorder implements UsageRecorder {
  private static final int CAPACITY = 50_000;

  private final UsageRecorder recorder;
  private final Map<Object, LocalDate> written =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, LocalDate> eldest) {
          return size() > CAPACITY;
        }
      };

  private record Version(DomainPackage domainPackage, String version) {}

  private record Unattributed(RepositoryCoordinates repository) {}

  /** Passes on to another recorder. */
  public CoalescingRecorder(UsageRecorder recorder) {
    this.recorder = recorder;
  }

  @Override
  public void recordRead(DomainPackage domainPackage, String version, Access access) {
    onceADay(
        new Version(domainPackage, version),
        access,
        () -> recorder.recordRead(domainPackage, version, access));
  }

  @Override
  public void recordRepositoryRead(RepositoryCoordinates repository, Access access) {
    onceADay(repository, access, () -> recorder.recordRepositoryRead(repository, access));
  }

  @Override
  public void recordUnattributedRead(RepositoryCoordinates repository, Access access) {
    onceADay(
        new Unattributed(repository),
        access,
        () -> recorder.recordUnattributedRead(repository, access));
  }

  @Override
  public void recordRefused(DomainPackage domainPackage, String version, Refusal refusal) {
    recorder.recordRefused(domainPackage, version, refusal);
  }

  @Override
  public void recordPublished(
      PackageVersion version,
      Instant time,
      Optional<String> revision,
      Optional<OriginType> origin) {
    recorder.recordPublished(version, time, revision, origin);
  }

  @Override
  public void recordRepositoryRefused(RepositoryCoordinates repository, Refusal refusal) {
    recorder.recordRepositoryRefused(repository, refusal);
  }

  @Override
  public void recordGrant(RepositoryCoordinates repository, Instant time) {
    recorder.recordGrant(repository, time);
  }

  @Override
  public void recordForeignChange(RepositoryCoordinates repository, ForeignChange change) {
    recorder.recordForeignChange(repository, change);
  }

  /** Remembers a day only after its write: one that failed has to be tried again. */
  private void onceADay(Object what, Access access, Runnable write) {
    synchronized (written) {
      LocalDate day = written.get(what);
      if (day != null && !access.day().isAfter(day)) {
        return;
      }
    }
    write.run();
    synchronized (written) {
      written.merge(what, access.day(), (one, other) -> one.isAfter(other) ? one : other);
    }
  }
}
