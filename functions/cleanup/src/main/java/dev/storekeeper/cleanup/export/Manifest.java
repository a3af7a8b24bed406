package dev.storekeeper.cleanup.export;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.codeartifact.OriginType;
import dev.storekeeper.codeartifact.PackageCoordinates;
import dev.storekeeper.codeartifact.PackageVersion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an export of a version consists of.
 *
 * @param version which one, without the repository's administrator
 * @param revision its revision when it was exported
 * @param status its status then
 * @param origin how it came into the domain
 * @param published when it was published, if CodeArtifact said
 * @param exportedAt when the export was complete
 * @param assets its files by name, at least one
 * @param metadata what {@code DescribePackageVersion} told
 * @param dependencies what {@code ListPackageVersionDependencies} told
 */
public record Manifest(
    PackageVersion version,
    String revision,
    String status,
    OriginType origin,
    Optional<Instant> published,
    Instant exportedAt,
    List<ExportedAsset> assets,
    JsonNode metadata,
    List<JsonNode> dependencies) {
  public Manifest {
    version = new PackageVersion(anonymous(version.coordinates()), version.version());
    assets = List.copyOf(assets);
    dependencies = List.copyOf(dependencies);
  }

  /** Whether it is the export of this version in this revision. */
  public boolean isOf(PackageVersion other, String otherRevision) {
    return version.version().equals(other.version())
        && version.coordinates().equals(anonymous(other.coordinates()))
        && revision.equals(otherRevision);
  }

  private static PackageCoordinates anonymous(PackageCoordinates at) {
    return new PackageCoordinates(
        at.region(),
        at.domainOwner(),
        at.domain(),
        at.repository(),
        Optional.empty(),
        at.format(),
        at.namespace(),
        at.name());
  }
}
