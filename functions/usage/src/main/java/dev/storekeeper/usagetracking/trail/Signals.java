package dev.storekeeper.usagetracking.trail;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.usage.Access;
import dev.storekeeper.usage.DomainPackage;
import dev.storekeeper.usage.ForeignChange;
import dev.storekeeper.usage.PackageUsage;
import dev.storekeeper.usage.Refusal;
import dev.storekeeper.usage.RepositoryCoordinates;
import dev.storekeeper.usagetracking.trail.Signal.AssetRead;
import dev.storekeeper.usagetracking.trail.Signal.Changed;
import dev.storekeeper.usagetracking.trail.Signal.Nothing;
import dev.storekeeper.usagetracking.trail.Signal.RepositoryRefused;
import dev.storekeeper.usagetracking.trail.Signal.UnattributedRead;
import dev.storekeeper.usagetracking.trail.Signal.VersionRefused;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Tells what a record of CloudTrail says about the use of packages. Pure. */
public final class Signals {
  private static final String PACKAGE_MANAGER_READ = "ReadFromRepository";

  /** API calls that read an asset of a version. */
  private static final Set<String> ASSET_READS = Set.of("GetPackageVersionAsset");

  /** API calls that name a version and whose failure shows that it is missed. */
  private static final Set<String> VERSION_READS =
      Set.of(
          "GetPackageVersionAsset",
          "GetPackageVersionReadme",
          "ListPackageVersionAssets",
          "ListPackageVersionDependencies");

  private static final Set<String> CHANGES =
      Set.of(
          "DeletePackage",
          "DeletePackageVersions",
          "DeleteRepository",
          "DisposePackageVersions",
          "UpdatePackageVersionsStatus");

  private final Principals own;
  private final Principals excluded;

  /**
   * Signals of everybody but some.
   *
   * @param own Storekeeper's own roles, whose reads and changes do not count
   * @param excluded whose reads do not count either: scanners, replication
   */
  public Signals(Principals own, Principals excluded) {
    this.own = own;
    this.excluded = excluded;
  }

  /** Whether a record shows that the trail records read-only calls of CodeArtifact. */
  public static boolean showsReads(JsonNode record) {
    TrailRecord call = new TrailRecord(record);
    return call.isOfCodeArtifact() && call.isReadOnly();
  }

  /**
   * What a record says.
   *
   * @throws MalformedTrailException if it is one that counts and cannot be read
   */
  public Signal of(JsonNode json) throws MalformedTrailException {
    TrailRecord record = new TrailRecord(json);
    if (!record.isOfCodeArtifact() || own.contain(record.userIdentity())) {
      return new Nothing();
    }
    if (CHANGES.contains(record.eventName())) {
      return change(record);
    }
    if (excluded.contain(record.userIdentity())) {
      return new Nothing();
    }
    return record.errorCode().isPresent()
        ? refused(record, record.errorCode().get())
        : read(record);
  }

  private static Signal change(TrailRecord record) throws MalformedTrailException {
    Optional<RepositoryCoordinates> repository = record.repository();
    if (record.errorCode().isPresent() || repository.isEmpty()) {
      return new Nothing();
    }
    return new Changed(
        repository.get(), new ForeignChange(record.time(), record.eventName(), record.principal()));
  }

  private static Signal read(TrailRecord record) throws MalformedTrailException {
    if (!isAssetRequest(record)) {
      return new Nothing();
    }
    RepositoryCoordinates repository = record.repository().orElseThrow(() -> noRepository(record));
    Access access = new Access(record.time(), repository.repository(), record.principal());
    Optional<DomainPackage> domainPackage = record.domainPackage();
    return domainPackage.isEmpty()
        ? new UnattributedRead(repository, access)
        : new AssetRead(repository, domainPackage.get(), versions(record), access);
  }

  /** What was asked for wrongly need not be well-formed, so nothing is demanded of it. */
  private static Signal refused(TrailRecord record, String errorCode)
      throws MalformedTrailException {
    Optional<RepositoryCoordinates> repository = record.repository();
    if (repository.isEmpty()) {
      return new Nothing();
    }
    Refusal refusal =
        new Refusal(
            new Access(record.time(), repository.get().repository(), record.principal()),
            errorCode);
    boolean namesVersion =
        isAssetRequest(record)
            || (VERSION_READS.contains(record.eventName()) && !record.version().isEmpty());
    Optional<DomainPackage> domainPackage = record.domainPackage();
    if (namesVersion && domainPackage.isPresent()) {
      return new VersionRefused(repository.get(), domainPackage.get(), versions(record), refusal);
    }
    return record.eventName().equals(PACKAGE_MANAGER_READ) && errorCode.contains("AccessDenied")
        ? new RepositoryRefused(repository.get(), refusal)
        : new Nothing();
  }

  private static boolean isAssetRequest(TrailRecord record) {
    if (ASSET_READS.contains(record.eventName())) {
      return true;
    }
    return record.eventName().equals(PACKAGE_MANAGER_READ)
        && record.httpMethod().filter(method -> !method.equals("GET")).isEmpty()
        && record
            .requestUri()
            .map(uri ->
                AssetUri.of(record.format(), uri)
                    .namesAsset(record.packageName(), record.version()))
            .orElse(!record.version().isEmpty());
  }

  private static Set<String> versions(TrailRecord record) {
    Set<String> versions = new LinkedHashSet<>();
    record
        .requestUri()
        .ifPresent(uri ->
            versions.addAll(AssetUri.of(record.format(), uri).versions(record.packageName())));
    versions.add(record.version());
    versions.removeIf(version -> !isVersion(version));
    return versions.isEmpty() ? Set.of(PackageUsage.ANY_VERSION) : Set.copyOf(versions);
  }

  private static boolean isVersion(String version) {
    return !version.isEmpty()
        && version.length() <= 255
        && version.chars().noneMatch(c -> c == '/' || c == '#' || Character.isISOControl(c));
  }

  private static MalformedTrailException noRepository(TrailRecord record) {
    return new MalformedTrailException(
        "requestParameters of "
            + Shown.text(record.json().path("eventID").asText())
            + ": found no domain and repository, expected domainName and repositoryName");
  }
}
