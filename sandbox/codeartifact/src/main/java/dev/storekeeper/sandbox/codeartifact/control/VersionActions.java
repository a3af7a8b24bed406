package dev.storekeeper.sandbox.codeartifact.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.codeartifact.VersionStatus;
import dev.storekeeper.sandbox.codeartifact.catalog.Catalog;
import dev.storekeeper.sandbox.codeartifact.catalog.PackageKey;
import dev.storekeeper.sandbox.codeartifact.catalog.Packages.Description;
import dev.storekeeper.sandbox.codeartifact.catalog.Version;
import dev.storekeeper.sandbox.codeartifact.protocol.VersionMetadata;
import dev.storekeeper.sandbox.codeartifact.protocol.VersionMetadata.Dependency;
import dev.storekeeper.sandbox.codeartifact.store.Json;

/** The operations that read versions. */
final class VersionActions {
  private static final int DEPENDENCIES_PER_PAGE = 1000;

  private final Catalog catalog;

  VersionActions(Catalog catalog) {
    this.catalog = catalog;
  }

  void addTo(Actions actions) {
    actions.addJson(Operation.LIST_PACKAGE_VERSIONS, this::list);
    actions.addJson(Operation.DESCRIBE_PACKAGE_VERSION, this::describe);
    actions.addJson(Operation.LIST_PACKAGE_VERSION_DEPENDENCIES, this::dependencies);
    actions.addJson(Operation.GET_PACKAGE_VERSION_README, this::readme);
  }

  private ObjectNode list(ApiRequest request) {
    PackageKey key = request.packageKey();
    VersionList versions = new VersionList(catalog.packages().versions(key));
    ObjectNode json = Shapes.packageNames(key.id(), "package");
    versions.defaultDisplayVersion().ifPresent(name -> json.put("defaultDisplayVersion", name));
    return Shapes.page(json, "versions", request, versions.page(request), Shapes::version);
  }

  private ObjectNode describe(ApiRequest request) {
    PackageKey key = request.packageKey();
    Description found = catalog.packages().version(key, request.required("version"));
    Version version = found.version();
    VersionMetadata metadata = found.metadata();
    ObjectNode json = Shapes.packageNames(key.id(), "packageName");
    putIfAny(json, "displayName", metadata.displayName());
    putIfAny(json, "summary", metadata.summary());
    putIfAny(json, "homePage", metadata.homePage());
    putIfAny(json, "sourceCodeRepository", metadata.sourceCodeRepository());
    ArrayNode licenses = json.putArray("licenses");
    metadata.licenses().forEach(name -> licenses.addObject().put("name", name));
    if (version.status() != VersionStatus.UNFINISHED) {
      json.set("publishedTime", Shapes.time(version.published()));
    }
    json.setAll(Shapes.version(version));
    return Json.object().set("packageVersion", json);
  }

  private static void putIfAny(ObjectNode json, String field, String value) {
    if (!value.isEmpty()) {
      json.put(field, value);
    }
  }

  private ObjectNode dependencies(ApiRequest request) {
    PackageKey key = request.packageKey();
    Description found = catalog.packages().version(key, request.required("version"));
    return Shapes.page(
        names(key, found.version()),
        "dependencies",
        request,
        Slices.page(
            found.metadata().dependencies(), PageTokens.paging(request, DEPENDENCIES_PER_PAGE)),
        VersionActions::dependency);
  }

  private static ObjectNode dependency(Dependency dependency) {
    ObjectNode json =
        Json.object().put("package", dependency.name()).put("dependencyType", dependency.type());
    putIfAny(json, "versionRequirement", dependency.requirement());
    return json;
  }

  private ObjectNode readme(ApiRequest request) {
    PackageKey key = request.packageKey();
    Description found = catalog.packages().version(key, request.required("version"));
    return names(key, found.version()).put("readme", found.metadata().readme());
  }

  /** What answers about one version begin with. */
  static ObjectNode names(PackageKey key, Version version) {
    return Shapes.packageNames(key.id(), "package")
        .put("version", version.name())
        .put("versionRevision", version.revision());
  }
}
