package dev.storekeeper.cleanup.export;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.cleanup.registry.AwsCalls;
import dev.storekeeper.cleanup.registry.RegistryException;
import dev.storekeeper.codeartifact.PackageCoordinates;
import dev.storekeeper.codeartifact.PackageVersion;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.codeartifact.CodeartifactClient;
import software.amazon.awssdk.services.codeartifact.model.AssetSummary;
import software.amazon.awssdk.services.codeartifact.model.GetPackageVersionAssetResponse;
import software.amazon.awssdk.services.codeartifact.model.HashAlgorithm;
import software.amazon.awssdk.services.codeartifact.model.ListPackageVersionAssetsResponse;
import software.amazon.awssdk.services.codeartifact.model.ListPackageVersionDependenciesResponse;
import software.amazon.awssdk.services.codeartifact.model.PackageVersionDescription;

/** A source that asks CodeArtifact. Pace and retries are the client's. */
public final class AwsVersionSource implements VersionSource {
  private static final int PAGE_SIZE = 100;

  /** Pages may come without entries, but not for ever. */
  private static final int MAX_PAGES = 1_000;

  /** How long CodeArtifact may take until an asset's first byte. */
  private static final Duration FIRST_BYTE = Duration.ofSeconds(60);

  private final CodeartifactClient client;

  /** A source that asks through a client. */
  public AwsVersionSource(CodeartifactClient client) {
    this.client = client;
  }

  @Override
  public SourceVersion describe(PackageVersion version) throws RegistryException {
    PackageCoordinates at = version.coordinates();
    PackageVersionDescription description =
        AwsCalls.answer(
                "DescribePackageVersion",
                text(version),
                () ->
                    client.describePackageVersion(request ->
                        request
                            .domain(at.domain())
                            .domainOwner(at.domainOwner())
                            .repository(at.repository())
                            .format(at.format())
                            .namespace(namespace(at))
                            .packageValue(at.name())
                            .packageVersion(version.version())))
            .packageVersion();
    if (description.revision() == null || description.statusAsString() == null) {
      throw new RegistryException(
          RegistryException.Kind.UNAVAILABLE,
          "DescribePackageVersion of " + text(version) + ": the answer has no revision or status");
    }
    return new SourceVersion(
        description.revision(),
        description.statusAsString(),
        DescriptionJson.origin(description.origin()),
        Optional.ofNullable(description.publishedTime()),
        DescriptionJson.of(description));
  }

  @Override
  public List<SourceAsset> assets(PackageVersion version, String revision)
      throws RegistryException {
    List<SourceAsset> assets = new ArrayList<>();
    @Nullable String token = null;
    for (int page = 0; page < MAX_PAGES; page++) {
      ListPackageVersionAssetsResponse answer = assetPage(version, token);
      checkRevision(version, revision, answer.versionRevision());
      for (AssetSummary asset : answer.assets()) {
        assets.add(asset(version, asset));
        if (assets.size() > MAX_ASSETS) {
          return assets;
        }
      }
      token = answer.nextToken();
      if (token == null) {
        return assets;
      }
    }
    throw endless("ListPackageVersionAssets", version);
  }

  @Override
  public List<JsonNode> dependencies(PackageVersion version, String revision)
      throws RegistryException {
    List<JsonNode> dependencies = new ArrayList<>();
    @Nullable String token = null;
    for (int page = 0; page < MAX_PAGES; page++) {
      ListPackageVersionDependenciesResponse answer = dependencyPage(version, token);
      checkRevision(version, revision, answer.versionRevision());
      answer.dependencies().forEach(entry -> dependencies.add(DescriptionJson.of(entry)));
      token = answer.nextToken();
      if (token == null) {
        return dependencies;
      }
      if (dependencies.size() > MAX_DEPENDENCIES) {
        return dependencies.subList(0, MAX_DEPENDENCIES + 1);
      }
    }
    throw endless("ListPackageVersionDependencies", version);
  }

  @Override
  public InputStream open(PackageVersion version, String revision, String asset)
      throws RegistryException {
    PackageCoordinates at = version.coordinates();
    ResponseInputStream<GetPackageVersionAssetResponse> content =
        AwsCalls.answer(
            "GetPackageVersionAsset",
            text(version) + " " + asset,
            () ->
                client.getPackageVersionAsset(request ->
                    request
                        .domain(at.domain())
                        .domainOwner(at.domainOwner())
                        .repository(at.repository())
                        .format(at.format())
                        .namespace(namespace(at))
                        .packageValue(at.name())
                        .packageVersion(version.version())
                        .packageVersionRevision(revision)
                        .asset(asset)
                        .overrideConfiguration(configuration ->
                            configuration
                                .apiCallAttemptTimeout(FIRST_BYTE)
                                .apiCallTimeout(FIRST_BYTE.multipliedBy(2)))));
    try {
      checkRevision(version, revision, content.response().packageVersionRevision());
      return content;
    } catch (RegistryException e) {
      content.abort();
      throw e;
    }
  }

  private ListPackageVersionAssetsResponse assetPage(PackageVersion version, @Nullable String token)
      throws RegistryException {
    PackageCoordinates at = version.coordinates();
    return AwsCalls.answer(
        "ListPackageVersionAssets",
        text(version),
        () ->
            client.listPackageVersionAssets(request ->
                request
                    .domain(at.domain())
                    .domainOwner(at.domainOwner())
                    .repository(at.repository())
                    .format(at.format())
                    .namespace(namespace(at))
                    .packageValue(at.name())
                    .packageVersion(version.version())
                    .maxResults(PAGE_SIZE)
                    .nextToken(token)));
  }

  private ListPackageVersionDependenciesResponse dependencyPage(
      PackageVersion version, @Nullable String token) throws RegistryException {
    PackageCoordinates at = version.coordinates();
    return AwsCalls.answer(
        "ListPackageVersionDependencies",
        text(version),
        () ->
            client.listPackageVersionDependencies(request ->
                request
                    .domain(at.domain())
                    .domainOwner(at.domainOwner())
                    .repository(at.repository())
                    .format(at.format())
                    .namespace(namespace(at))
                    .packageValue(at.name())
                    .packageVersion(version.version())
                    .nextToken(token)));
  }

  private static SourceAsset asset(PackageVersion version, AssetSummary asset)
      throws RegistryException {
    if (asset.name() == null || asset.size() == null) {
      throw new RegistryException(
          RegistryException.Kind.UNAVAILABLE,
          "ListPackageVersionAssets of " + text(version) + ": an asset has no name or no size");
    }
    Map<HashAlgorithm, String> hashes = asset.hashes();
    try {
      return new SourceAsset(
          asset.name(),
          asset.size(),
          new Hashes(
              hash(hashes, HashAlgorithm.MD5),
              hash(hashes, HashAlgorithm.SHA_1),
              hash(hashes, HashAlgorithm.SHA_256),
              hash(hashes, HashAlgorithm.SHA_512)));
    } catch (IllegalArgumentException e) {
      throw new RegistryException(
          RegistryException.Kind.UNAVAILABLE,
          "ListPackageVersionAssets of " + text(version) + ": " + e.getMessage(),
          e);
    }
  }

  private static Optional<String> hash(Map<HashAlgorithm, String> hashes, HashAlgorithm algorithm) {
    return Optional.ofNullable(hashes.get(algorithm)).map(hex -> hex.toLowerCase(Locale.ROOT));
  }

  private static void checkRevision(PackageVersion version, String expected, @Nullable String found)
      throws RegistryException {
    if (found != null && !found.equals(expected)) {
      throw new RegistryException(
          RegistryException.Kind.CONFLICT,
          "%s has revision %s, expected %s".formatted(text(version), found, expected));
    }
  }

  private static RegistryException endless(String operation, PackageVersion version) {
    return new RegistryException(
        RegistryException.Kind.UNAVAILABLE,
        "%s of %s: more than %d pages".formatted(operation, text(version), MAX_PAGES));
  }

  private static @Nullable String namespace(PackageCoordinates coordinates) {
    return coordinates.namespace().isEmpty() ? null : coordinates.namespace();
  }

  private static String text(PackageVersion version) {
    return version.coordinates().arn() + " " + version.version();
  }
}
