package dev.storekeeper.sandbox.codeartifact.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.codeartifact.catalog.Arns;
import dev.storekeeper.sandbox.codeartifact.catalog.Domain;
import dev.storekeeper.sandbox.codeartifact.catalog.Origin;
import dev.storekeeper.sandbox.codeartifact.catalog.OriginControls;
import dev.storekeeper.sandbox.codeartifact.catalog.Page;
import dev.storekeeper.sandbox.codeartifact.catalog.Repository;
import dev.storekeeper.sandbox.codeartifact.catalog.Version;
import dev.storekeeper.sandbox.codeartifact.protocol.AssetView;
import dev.storekeeper.sandbox.codeartifact.protocol.PackageId;
import dev.storekeeper.sandbox.codeartifact.store.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.function.Function;

/** The API model's shapes in JSON. */
final class Shapes {
  private static final int MILLISECOND_DIGITS = 3;

  private Shapes() {}

  static ObjectNode domainSummary(Domain domain, String status, Arns arns) {
    return Json.object()
        .put("name", domain.id().name())
        .put("owner", domain.id().owner())
        .put("arn", arns.domain(domain.id()))
        .put("status", status)
        .put("encryptionKey", domain.encryptionKey())
        .set("createdTime", time(domain.created()));
  }

  static ObjectNode domain(Domain domain, String status, int repositories, Arns arns) {
    return domainSummary(domain, status, arns)
        .put("repositoryCount", repositories)
        .put("assetSizeBytes", domain.assetBytes())
        .put("s3BucketArn", "arn:aws:s3:::assets-" + domain.id().owner() + "-" + arns.region());
  }

  static ObjectNode repositorySummary(Repository repository, Arns arns) {
    ObjectNode json =
        Json.object()
            .put("name", repository.id().name())
            .put("administratorAccount", repository.administrator())
            .put("domainName", repository.id().domain().name())
            .put("domainOwner", repository.id().domain().owner())
            .put("arn", arns.repository(repository.id()));
    if (!repository.description().isEmpty()) {
      json.put("description", repository.description());
    }
    return json.set("createdTime", time(repository.created()));
  }

  static ObjectNode repository(Repository repository, Arns arns) {
    ObjectNode json = repositorySummary(repository, arns);
    ArrayNode upstreams = json.putArray("upstreams");
    repository.upstreams().forEach(name -> upstreams.addObject().put("repositoryName", name));
    ArrayNode connections = json.putArray("externalConnections");
    repository
        .externalConnection()
        .ifPresent(connection ->
            connections
                .addObject()
                .put("externalConnectionName", connection.connectionName())
                .put("packageFormat", connection.format())
                .put("status", "AVAILABLE"));
    return json;
  }

  static ObjectNode originConfiguration(OriginControls controls) {
    ObjectNode json = Json.object();
    json.putObject("restrictions")
        .put("publish", controls.publish().name())
        .put("upstream", controls.upstream().name());
    return json;
  }

  /** The start of a package's shapes; the package's name is called differently in some. */
  static ObjectNode packageNames(PackageId id, String nameField) {
    ObjectNode json = Json.object().put("format", id.format());
    if (!id.namespace().isEmpty()) {
      json.put("namespace", id.namespace());
    }
    return json.put(nameField, id.name());
  }

  static ObjectNode version(Version version) {
    return Json.object()
        .put("version", version.name())
        .put("revision", version.revision())
        .put("status", version.status().wireName())
        .set("origin", origin(version));
  }

  static ObjectNode origin(Version version) {
    ObjectNode json = Json.object();
    ObjectNode entryPoint = json.putObject("domainEntryPoint");
    switch (version.origin()) {
      case Origin.Internal internal -> entryPoint.put("repositoryName", internal.repository());
      case Origin.External external ->
          entryPoint.put("externalConnectionName", external.connection());
    }
    return json.put("originType", version.origin().type());
  }

  static ObjectNode asset(AssetView asset) {
    ObjectNode json = Json.object().put("name", asset.name()).put("size", asset.size());
    json.putObject("hashes")
        .put("MD5", asset.hashes().md5())
        .put("SHA-1", asset.hashes().sha1())
        .put("SHA-256", asset.hashes().sha256())
        .put("SHA-512", asset.hashes().sha512());
    return json;
  }

  /** Adds a page's items and the token for the next page. */
  static <T> ObjectNode page(
      ObjectNode json,
      String field,
      ApiRequest request,
      Page<T> page,
      Function<T, ObjectNode> shape) {
    ArrayNode items = json.putArray(field);
    page.items().forEach(item -> items.add(shape.apply(item)));
    page.next().ifPresent(place -> json.put("nextToken", PageTokens.seal(request, place)));
    return json;
  }

  /** Seconds since 1970 with milliseconds. */
  static DecimalNode time(Instant instant) {
    return DecimalNode.valueOf(BigDecimal.valueOf(instant.toEpochMilli(), MILLISECOND_DIGITS));
  }
}
