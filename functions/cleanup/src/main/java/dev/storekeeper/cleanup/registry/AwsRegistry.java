package dev.storekeeper.cleanup.registry;

import dev.storekeeper.codeartifact.Asset;
import dev.storekeeper.codeartifact.PackageCoordinates;
import dev.storekeeper.codeartifact.PackageVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codeartifact.CodeartifactClient;
import software.amazon.awssdk.services.codeartifact.model.AssetSummary;
import software.amazon.awssdk.services.codeartifact.model.HashAlgorithm;
import software.amazon.awssdk.services.codeartifact.model.ListPackageVersionAssetsResponse;
import software.amazon.awssdk.services.codeartifact.model.ListPackagesResponse;
import software.amazon.awssdk.services.codeartifact.model.ListRepositoriesInDomainResponse;
import software.amazon.awssdk.services.codeartifact.model.PackageVersionDescription;
import software.amazon.awssdk.services.codeartifact.model.RepositoryDescription;
import software.amazon.awssdk.services.codeartifact.model.RepositoryExternalConnectionInfo;
import software.amazon.awssdk.services.codeartifact.model.Tag;
import software.amazon.awssdk.services.codeartifact.model.UpstreamRepositoryInfo;

/** The registry behind CodeArtifact's API and its npm endpoints. Thread-safe. */
public final class AwsRegistry implements Registry {
  private static final int LARGE_PAGE = 1000;
  private static final int PACKAGE_PAGE = 100;
  private static final int MAX_ASSETS = 100_000;

  private final CodeartifactClient client;
  private final VersionList versionList;
  private final DistTags distTags;

  /**
   * A registry.
   *
   * @param client paced and counted by whoever passes it
   * @param archived how archived versions are listed
   * @param distTags what tells dist-tags, since the API does not
   */
  public AwsRegistry(CodeartifactClient client, ArchivedVersions archived, DistTags distTags) {
    this.client = client;
    this.versionList = new VersionList(client, archived);
    this.distTags = distTags;
  }

  @Override
  public List<String> repositories(DomainId domain) throws RegistryException {
    TreeSet<String> names = new TreeSet<>();
    AwsCalls.pages(
        "ListRepositoriesInDomain",
        domain,
        token ->
            client.listRepositoriesInDomain(request ->
                request
                    .domain(domain.name())
                    .domainOwner(domain.owner())
                    .maxResults(LARGE_PAGE)
                    .nextToken(token)),
        ListRepositoriesInDomainResponse::nextToken,
        page -> page.repositories().forEach(repository -> names.add(repository.name())));
    return List.copyOf(names);
  }

  @Override
  public DescribedRepository repository(RepositoryId repository) throws RegistryException {
    RepositoryDescription found =
        AwsCalls.answer(
            "DescribeRepository",
            repository,
            () ->
                client
                    .describeRepository(request ->
                        request
                            .domain(repository.domain().name())
                            .domainOwner(repository.domain().owner())
                            .repository(repository.name()))
                    .repository());
    // The names only: what the service calls the status of a connection is not what the SDK knows.
    return new DescribedRepository(
        repository,
        found.administratorAccount(),
        found.createdTime(),
        Optional.ofNullable(found.description()).filter(text -> !text.isEmpty()),
        found.upstreams().stream().map(UpstreamRepositoryInfo::repositoryName).toList(),
        found.externalConnections().stream()
            .map(RepositoryExternalConnectionInfo::externalConnectionName)
            .toList());
  }

  @Override
  public Map<String, String> tags(RepositoryId repository) throws RegistryException {
    List<Tag> tags =
        AwsCalls.answer(
            "ListTagsForResource",
            repository,
            () ->
                client
                    .listTagsForResource(request -> request.resourceArn(repository.arn()))
                    .tags());
    Map<String, String> byKey = new TreeMap<>();
    tags.forEach(tag -> byKey.put(tag.key(), tag.value()));
    return byKey;
  }

  @Override
  public PackagePage packages(RepositoryId repository, Optional<String> page)
      throws RegistryException {
    ListPackagesResponse answer =
        AwsCalls.answer(
            "ListPackages",
            repository,
            () ->
                client.listPackages(request ->
                    request
                        .domain(repository.domain().name())
                        .domainOwner(repository.domain().owner())
                        .repository(repository.name())
                        .maxResults(PACKAGE_PAGE)
                        .nextToken(page.orElse(null))));
    return new PackagePage(
        answer.packages().stream()
            .map(summary ->
                new ListedPackage(
                    summary.formatAsString(),
                    Optional.ofNullable(summary.namespace()).orElse(""),
                    summary.packageValue()))
            .toList(),
        Optional.ofNullable(answer.nextToken()));
  }

  @Override
  public VersionListing versions(PackageCoordinates coordinates) throws RegistryException {
    return versionList.read(coordinates);
  }

  @Override
  public Instant publishedTime(PackageVersion version) throws RegistryException {
    PackageCoordinates coordinates = version.coordinates();
    PackageVersionDescription found =
        AwsCalls.answer(
            "DescribePackageVersion",
            version,
            () ->
                client
                    .describePackageVersion(request ->
                        request
                            .domain(coordinates.domain())
                            .domainOwner(coordinates.domainOwner())
                            .repository(coordinates.repository())
                            .format(coordinates.format())
                            .namespace(namespace(coordinates))
                            .packageValue(coordinates.name())
                            .packageVersion(version.version()))
                    .packageVersion());
    @Nullable Instant time = found.publishedTime();
    if (time == null) {
      throw new RegistryException(
          RegistryException.Kind.UNAVAILABLE,
          "DescribePackageVersion of " + version + ": no published time in the answer");
    }
    return time;
  }

  @Override
  public Map<String, String> distTags(PackageCoordinates coordinates) throws RegistryException {
    return distTags.of(coordinates);
  }

  @Override
  public List<Asset> assets(PackageVersion version) throws RegistryException {
    PackageCoordinates coordinates = version.coordinates();
    List<Asset> assets = new ArrayList<>();
    AwsCalls.pages(
        "ListPackageVersionAssets",
        version,
        token ->
            client.listPackageVersionAssets(request ->
                request
                    .domain(coordinates.domain())
                    .domainOwner(coordinates.domainOwner())
                    .repository(coordinates.repository())
                    .format(coordinates.format())
                    .namespace(namespace(coordinates))
                    .packageValue(coordinates.name())
                    .packageVersion(version.version())
                    .maxResults(LARGE_PAGE)
                    .nextToken(token)),
        ListPackageVersionAssetsResponse::nextToken,
        page -> {
          for (AssetSummary summary : page.assets()) {
            assets.add(asset(version, summary));
          }
          if (assets.size() > MAX_ASSETS) {
            throw new RegistryException(
                RegistryException.Kind.UNAVAILABLE,
                "ListPackageVersionAssets of %s: more than %d assets"
                    .formatted(version, MAX_ASSETS));
          }
        });
    return List.copyOf(assets);
  }

  @Override
  public Map<String, VersionResult> setStatus(
      PackageCoordinates coordinates,
      SortedMap<String, String> revisions,
      String expectedStatus,
      String targetStatus)
      throws RegistryException {
    VersionResults.checkCount(revisions.size());
    List<String> versions = List.copyOf(revisions.keySet());
    return AwsCalls.answer(
        "UpdatePackageVersionsStatus",
        coordinates,
        () ->
            VersionResults.of(
                client.updatePackageVersionsStatus(request ->
                    request
                        .domain(coordinates.domain())
                        .domainOwner(coordinates.domainOwner())
                        .repository(coordinates.repository())
                        .format(coordinates.format())
                        .namespace(namespace(coordinates))
                        .packageValue(coordinates.name())
                        .versions(versions)
                        .versionRevisions(revisions)
                        .expectedStatus(expectedStatus)
                        .targetStatus(targetStatus)),
                versions,
                targetStatus));
  }

  @Override
  public Map<String, VersionResult> deleteArchived(
      PackageCoordinates coordinates, List<String> versions) throws RegistryException {
    VersionResults.checkCount(versions.size());
    return AwsCalls.answer(
        "DeletePackageVersions",
        coordinates,
        () ->
            VersionResults.of(
                client.deletePackageVersions(request ->
                    request
                        .domain(coordinates.domain())
                        .domainOwner(coordinates.domainOwner())
                        .repository(coordinates.repository())
                        .format(coordinates.format())
                        .namespace(namespace(coordinates))
                        .packageValue(coordinates.name())
                        .versions(versions)
                        .expectedStatus("Archived")),
                versions));
  }

  static @Nullable String namespace(PackageCoordinates coordinates) {
    return coordinates.namespace().isEmpty() ? null : coordinates.namespace();
  }

  private static Asset asset(PackageVersion version, AssetSummary summary)
      throws RegistryException {
    @Nullable Long size = summary.size();
    if (size == null) {
      throw new RegistryException(
          RegistryException.Kind.UNAVAILABLE,
          "ListPackageVersionAssets of %s: no size for %s".formatted(version, summary.name()));
    }
    return new Asset(
        summary.name(), size, Optional.ofNullable(summary.hashes().get(HashAlgorithm.SHA_256)));
  }
}
