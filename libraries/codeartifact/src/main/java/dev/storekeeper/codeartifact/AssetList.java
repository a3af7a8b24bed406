package dev.storekeeper.codeartifact;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codeartifact.CodeartifactClient;
import software.amazon.awssdk.services.codeartifact.model.AssetSummary;
import software.amazon.awssdk.services.codeartifact.model.HashAlgorithm;
import software.amazon.awssdk.services.codeartifact.model.ListPackageVersionAssetsResponse;

/**
 * The assets of a version, page by page.
 *
 * @param assets those that were read
 * @param problem present if there are more, or a page could not be read
 */
record AssetList(List<Asset> assets, Optional<String> problem) {
  private static final int PAGE_SIZE = 100;
  private static final int MAX_PAGES = 20;

  static AssetList read(CodeartifactClient client, PackageVersion version) {
    List<Asset> assets = new ArrayList<>();
    @Nullable String token = null;
    for (int page = 0; page < MAX_PAGES; page++) {
      @Nullable String from = token;
      Answer<ListPackageVersionAssetsResponse> answer =
          Answer.of("ListPackageVersionAssets", () -> page(client, version, from));
      if (answer.value().isEmpty()) {
        return new AssetList(assets, answer.problem());
      }
      answer.value().get().assets().forEach(asset -> assets.add(asset(asset)));
      token = answer.value().get().nextToken();
      if (assets.size() > Observer.MAX_ASSETS
          || (assets.size() == Observer.MAX_ASSETS && token != null)) {
        return new AssetList(
            assets.subList(0, Observer.MAX_ASSETS),
            Optional.of("only the first " + Observer.MAX_ASSETS + " assets were read"));
      }
      if (token == null) {
        return new AssetList(assets, Optional.empty());
      }
    }
    return new AssetList(
        assets, Optional.of("only the first " + MAX_PAGES + " pages of assets were read"));
  }

  private static ListPackageVersionAssetsResponse page(
      CodeartifactClient client, PackageVersion version, @Nullable String token) {
    PackageCoordinates coordinates = version.coordinates();
    return client.listPackageVersionAssets(request ->
        request
            .domain(coordinates.domain())
            .domainOwner(coordinates.domainOwner())
            .repository(coordinates.repository())
            .format(coordinates.format())
            .namespace(coordinates.namespace().isEmpty() ? null : coordinates.namespace())
            .packageValue(coordinates.name())
            .packageVersion(version.version())
            .maxResults(PAGE_SIZE)
            .nextToken(token));
  }

  private static Asset asset(AssetSummary summary) {
    return new Asset(
        summary.name(),
        summary.size() == null ? 0 : summary.size(),
        Optional.ofNullable(summary.hashes().get(HashAlgorithm.SHA_256)));
  }
}
