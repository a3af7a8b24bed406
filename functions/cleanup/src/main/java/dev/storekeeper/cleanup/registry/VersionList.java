package dev.storekeeper.cleanup.registry;

import dev.storekeeper.codeartifact.OriginType;
import dev.storekeeper.codeartifact.PackageCoordinates;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codeartifact.CodeartifactClient;
import software.amazon.awssdk.services.codeartifact.model.ListPackageVersionsResponse;
import software.amazon.awssdk.services.codeartifact.model.PackageVersionOrigin;
import software.amazon.awssdk.services.codeartifact.model.PackageVersionSortType;
import software.amazon.awssdk.services.codeartifact.model.PackageVersionSummary;

/** Lists all versions of a package, newest publish first. */
final class VersionList {
  private static final int PAGE = 1000;
  private static final int MAX_VERSIONS = 1_000_000;
  private static final String ARCHIVED = "Archived";

  private final CodeartifactClient client;
  private final ArchivedVersions archived;

  VersionList(CodeartifactClient client, ArchivedVersions archived) {
    this.client = client;
    this.archived = archived;
  }

  VersionListing read(PackageCoordinates coordinates) throws RegistryException {
    Map<String, ListedVersion> versions = new LinkedHashMap<>();
    Optional<String> display = list(coordinates, null, versions);
    if (archived == ArchivedVersions.ASKED_FOR
        && versions.values().stream().noneMatch(version -> version.status().equals(ARCHIVED))) {
      list(coordinates, ARCHIVED, versions);
    }
    return new VersionListing(display, List.copyOf(versions.values()));
  }

  private Optional<String> list(
      PackageCoordinates coordinates, @Nullable String status, Map<String, ListedVersion> versions)
      throws RegistryException {
    @Nullable String[] display = {null};
    AwsCalls.pages(
        "ListPackageVersions",
        coordinates,
        token ->
            client.listPackageVersions(request ->
                request
                    .domain(coordinates.domain())
                    .domainOwner(coordinates.domainOwner())
                    .repository(coordinates.repository())
                    .format(coordinates.format())
                    .namespace(AwsRegistry.namespace(coordinates))
                    .packageValue(coordinates.name())
                    .status(status)
                    .sortBy(PackageVersionSortType.PUBLISHED_TIME)
                    .maxResults(PAGE)
                    .nextToken(token)),
        ListPackageVersionsResponse::nextToken,
        page -> {
          if (page.defaultDisplayVersion() != null) {
            display[0] = page.defaultDisplayVersion();
          }
          for (PackageVersionSummary summary : page.versions()) {
            versions.putIfAbsent(summary.version(), listed(coordinates, summary));
          }
          if (versions.size() > MAX_VERSIONS) {
            throw new RegistryException(
                RegistryException.Kind.UNAVAILABLE,
                "ListPackageVersions of %s: more than %d versions"
                    .formatted(coordinates, MAX_VERSIONS));
          }
        });
    return Optional.ofNullable(display[0]);
  }

  private static ListedVersion listed(PackageCoordinates coordinates, PackageVersionSummary summary)
      throws RegistryException {
    @Nullable String revision = summary.revision();
    @Nullable String status = summary.statusAsString();
    if (revision == null || status == null) {
      throw new RegistryException(
          RegistryException.Kind.UNAVAILABLE,
          "ListPackageVersions of %s: version %s has no %s"
              .formatted(coordinates, summary.version(), revision == null ? "revision" : "status"));
    }
    return new ListedVersion(summary.version(), revision, status, origin(summary.origin()));
  }

  private static OriginType origin(@Nullable PackageVersionOrigin origin) {
    @Nullable String type = origin == null ? null : origin.originTypeAsString();
    return switch (type) {
      case "INTERNAL" -> OriginType.INTERNAL;
      case "EXTERNAL" -> OriginType.EXTERNAL;
      case null, default -> OriginType.UNKNOWN;
    };
  }
}
