package dev.storekeeper.usage;

import dev.storekeeper.codeartifact.OriginType;
import dev.storekeeper.codeartifact.PackageCoordinates;
import dev.storekeeper.codeartifact.PackageVersion;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The index in memory, for tests: answers as the real one does, and can be made to fail. */
public final class InMemoryUsage implements UsageIndex, UsageRecorder {
  private record Place(RepositoryCoordinates repository, DomainPackage domainPackage) {
    static Place of(PackageCoordinates coordinates) {
      return new Place(RepositoryCoordinates.of(coordinates), DomainPackage.of(coordinates));
    }
  }

  private final Map<DomainPackage, Map<String, VersionUsage>> versions = new HashMap<>();
  private final Map<Place, Map<String, Published>> published = new HashMap<>();
  private final Map<RepositoryCoordinates, RepositoryUsage> repositories = new HashMap<>();
  private Coverage coverage = Coverage.NONE;
  private boolean unavailable;

  /** Says for which time every read is known; nothing at first. */
  public synchronized void cover(Coverage covered) {
    coverage = covered;
  }

  /** Lets every call fail, or succeed again. */
  public synchronized void unavailable(boolean fails) {
    unavailable = fails;
  }

  @Override
  public synchronized PackageUsage versions(DomainPackage domainPackage) {
    check();
    return new PackageUsage(versions.getOrDefault(domainPackage, Map.of()));
  }

  @Override
  public synchronized Map<String, Published> published(PackageCoordinates coordinates) {
    check();
    return Map.copyOf(published.getOrDefault(Place.of(coordinates), Map.of()));
  }

  @Override
  public synchronized RepositoryUsage repository(RepositoryCoordinates repository) {
    check();
    return repositories.getOrDefault(repository, RepositoryUsage.NONE);
  }

  @Override
  public synchronized Coverage coverage() {
    check();
    return coverage;
  }

  @Override
  public synchronized void recordRead(DomainPackage domainPackage, String version, Access access) {
    used(domainPackage, version, new VersionUsage(Optional.of(access), Optional.empty()));
  }

  @Override
  public synchronized void recordRefused(
      DomainPackage domainPackage, String version, Refusal refusal) {
    used(domainPackage, version, new VersionUsage(Optional.empty(), Optional.of(refusal)));
  }

  @Override
  public synchronized void recordPublished(
      PackageVersion version,
      Instant time,
      Optional<String> revision,
      Optional<OriginType> origin) {
    check();
    Instant millis = Instant.ofEpochMilli(time.toEpochMilli());
    published
        .computeIfAbsent(Place.of(version.coordinates()), _ -> new HashMap<>())
        .merge(
            version.version(), Published.once(millis, revision, origin), InMemoryUsage::together);
    changed(
        RepositoryCoordinates.of(version.coordinates()),
        usage ->
            new RepositoryUsage(
                usage.lastRead(),
                later(usage.lastPublish(), millis),
                usage.lastGrant(),
                usage.lastRefused(),
                usage.lastUnattributedRead(),
                usage.lastForeignChange()));
  }

  @Override
  public synchronized void recordRepositoryRead(RepositoryCoordinates repository, Access access) {
    changed(
        repository,
        usage ->
            new RepositoryUsage(
                later(usage.lastRead(), access),
                usage.lastPublish(),
                usage.lastGrant(),
                usage.lastRefused(),
                usage.lastUnattributedRead(),
                usage.lastForeignChange()));
  }

  @Override
  public synchronized void recordUnattributedRead(RepositoryCoordinates repository, Access access) {
    changed(
        repository,
        usage ->
            new RepositoryUsage(
                usage.lastRead(),
                usage.lastPublish(),
                usage.lastGrant(),
                usage.lastRefused(),
                later(usage.lastUnattributedRead(), access),
                usage.lastForeignChange()));
  }

  @Override
  public synchronized void recordRepositoryRefused(
      RepositoryCoordinates repository, Refusal refusal) {
    changed(
        repository,
        usage ->
            new RepositoryUsage(
                usage.lastRead(),
                usage.lastPublish(),
                usage.lastGrant(),
                Optional.of(
                    usage
                        .lastRefused()
                        .filter(known -> !refusal.attempt().isAfter(known.attempt()))
                        .orElse(refusal)),
                usage.lastUnattributedRead(),
                usage.lastForeignChange()));
  }

  @Override
  public synchronized void recordGrant(RepositoryCoordinates repository, Instant time) {
    changed(
        repository,
        usage ->
            new RepositoryUsage(
                usage.lastRead(),
                usage.lastPublish(),
                later(usage.lastGrant(), Instant.ofEpochMilli(time.toEpochMilli())),
                usage.lastRefused(),
                usage.lastUnattributedRead(),
                usage.lastForeignChange()));
  }

  @Override
  public synchronized void recordForeignChange(
      RepositoryCoordinates repository, ForeignChange change) {
    changed(
        repository,
        usage ->
            new RepositoryUsage(
                usage.lastRead(),
                usage.lastPublish(),
                usage.lastGrant(),
                usage.lastRefused(),
                usage.lastUnattributedRead(),
                Optional.of(
                    usage
                        .lastForeignChange()
                        .filter(known -> !change.time().isAfter(known.time()))
                        .orElse(change))));
  }

  private void used(DomainPackage domainPackage, String version, VersionUsage usage) {
    check();
    versions
        .computeIfAbsent(domainPackage, _ -> new HashMap<>())
        .merge(version, usage, VersionUsage::latest);
  }

  private void changed(RepositoryCoordinates repository, UnaryOperator<RepositoryUsage> change) {
    check();
    repositories.merge(
        repository, change.apply(RepositoryUsage.NONE), (known, _) -> change.apply(known));
  }

  private static Published together(Published one, Published other) {
    Instant first =
        one.firstSeen().isBefore(other.firstSeen()) ? one.firstSeen() : other.firstSeen();
    return other.publishedAt().isAfter(one.publishedAt())
        ? new Published(
            first,
            other.publishedAt(),
            other.revision().or(one::revision),
            other.origin().or(one::origin))
        : new Published(first, one.publishedAt(), one.revision(), one.origin());
  }

  private static Optional<Instant> later(Optional<Instant> known, Instant time) {
    return Optional.of(known.filter(last -> !time.isAfter(last)).orElse(time));
  }

  private static Optional<Access> later(Optional<Access> known, Access access) {
    return Optional.of(known.filter(last -> !access.isAfter(last)).orElse(access));
  }

  private void check() {
    if (unavailable) {
      throw new UsageUnavailableException("the index is made to fail");
    }
  }
}
