package dev.storekeeper.cleanup.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.codeartifact.OriginType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codeartifact.model.LicenseInfo;
import software.amazon.awssdk.services.codeartifact.model.PackageDependency;
import software.amazon.awssdk.services.codeartifact.model.PackageVersionDescription;
import software.amazon.awssdk.services.codeartifact.model.PackageVersionOrigin;

/**
 * What CodeArtifact tells of a version, as JSON with the names of its API; absent fields are left
 * out, times are ISO 8601.
 */
final class DescriptionJson {
  private DescriptionJson() {}

  static ObjectNode of(PackageVersionDescription description) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    put(json, "format", description.formatAsString());
    put(json, "namespace", description.namespace());
    put(json, "packageName", description.packageName());
    put(json, "displayName", description.displayName());
    put(json, "version", description.version());
    put(json, "summary", description.summary());
    put(json, "homePage", description.homePage());
    put(json, "sourceCodeRepository", description.sourceCodeRepository());
    @Nullable Instant published = description.publishedTime();
    put(json, "publishedTime", published == null ? null : published.toString());
    put(json, "revision", description.revision());
    put(json, "status", description.statusAsString());
    ArrayNode licenses = json.putArray("licenses");
    for (LicenseInfo license : description.licenses()) {
      ObjectNode entry = licenses.addObject();
      put(entry, "name", license.name());
      put(entry, "url", license.url());
    }
    @Nullable PackageVersionOrigin origin = description.origin();
    if (origin != null) {
      putOrigin(json.putObject("origin"), origin);
    }
    return json;
  }

  static ObjectNode of(PackageDependency dependency) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    put(json, "namespace", dependency.namespace());
    put(json, "package", dependency.packageValue());
    put(json, "dependencyType", dependency.dependencyType());
    put(json, "versionRequirement", dependency.versionRequirement());
    return json;
  }

  static OriginType origin(@Nullable PackageVersionOrigin origin) {
    return switch (origin == null ? "" : String.valueOf(origin.originTypeAsString())) {
      case "INTERNAL" -> OriginType.INTERNAL;
      case "EXTERNAL" -> OriginType.EXTERNAL;
      default -> OriginType.UNKNOWN;
    };
  }

  private static void putOrigin(ObjectNode json, PackageVersionOrigin origin) {
    put(json, "originType", origin.originTypeAsString());
    if (origin.domainEntryPoint() != null) {
      ObjectNode entry = json.putObject("domainEntryPoint");
      put(entry, "repositoryName", origin.domainEntryPoint().repositoryName());
      put(entry, "externalConnectionName", origin.domainEntryPoint().externalConnectionName());
    }
  }

  private static void put(ObjectNode json, String name, @Nullable String value) {
    if (value != null) {
      json.put(name, value);
    }
  }
}
