package dev.storekeeper.sandbox.codeartifact.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.codeartifact.ServiceException;
import dev.storekeeper.sandbox.codeartifact.catalog.Catalog;
import dev.storekeeper.sandbox.codeartifact.catalog.PackageKey;
import dev.storekeeper.sandbox.codeartifact.catalog.Version;
import dev.storekeeper.sandbox.codeartifact.protocol.AssetView;
import java.util.Map;
import java.util.Optional;

/** The operations that read assets. */
final class AssetActions {
  private static final int DEFAULT_PAGE = 100;

  private final Catalog catalog;

  AssetActions(Catalog catalog) {
    this.catalog = catalog;
  }

  void addTo(Actions actions) {
    actions.addJson(Operation.LIST_PACKAGE_VERSION_ASSETS, this::list);
    actions.add(Operation.GET_PACKAGE_VERSION_ASSET, this::get);
  }

  private ObjectNode list(ApiRequest request) {
    PackageKey key = request.packageKey();
    String name = request.required("version");
    Version version = catalog.packages().version(key, name).version();
    return Shapes.page(
        VersionActions.names(key, version),
        "assets",
        request,
        catalog.packages().assets(key, name, PageTokens.paging(request, DEFAULT_PAGE)),
        Shapes::asset);
  }

  private Answer get(ApiRequest request) {
    PackageKey key = request.packageKey();
    Version version = catalog.packages().version(key, request.required("version")).version();
    String name = request.required("asset");
    Optional<String> revision = request.optional("revision");
    if (revision.filter(wanted -> !wanted.equals(version.revision())).isPresent()) {
      throw ServiceException.notFound(
              "Version '"
                  + version.name()
                  + "' has revision "
                  + version.revision()
                  + ", not "
                  + revision.get())
          .about("package-version", version.name());
    }
    if (!version.status().downloadable()) {
      throw ServiceException.notFound(
              "Version '"
                  + version.name()
                  + "' is "
                  + version.status().wireName()
                  + "; its assets cannot be downloaded")
          .about("package-version", version.name());
    }
    AssetView asset =
        catalog
            .packages()
            .asset(key, version.name(), name)
            .orElseThrow(() ->
                ServiceException.notFound(
                        "Version '" + version.name() + "' has no asset '" + name + "'")
                    .about("asset", name));
    return new Answer.Content(
        catalog.files().path(asset.hashes().sha256()),
        Map.of(
            "X-AssetName",
            asset.name(),
            "X-PackageVersion",
            version.name(),
            "X-PackageVersionRevision",
            version.revision()));
  }
}
