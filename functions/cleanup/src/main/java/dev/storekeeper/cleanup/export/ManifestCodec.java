package dev.storekeeper.cleanup.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.codeartifact.OriginType;
import dev.storekeeper.codeartifact.PackageCoordinates;
import dev.storekeeper.codeartifact.PackageVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Manifests as JSON, schema 1. Reading is strict in what it needs and keeps what it does not. */
final class ManifestCodec {
  private static final int SCHEMA = 1;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private ManifestCodec() {}

  static byte[] write(Manifest manifest) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("schema", SCHEMA);
    PackageCoordinates at = manifest.version().coordinates();
    json.putObject("coordinates")
        .put("region", at.region())
        .put("domainOwner", at.domainOwner())
        .put("domain", at.domain())
        .put("repository", at.repository())
        .put("format", at.format())
        .put("namespace", at.namespace())
        .put("name", at.name());
    json.put("version", manifest.version().version());
    json.put("revision", manifest.revision());
    json.put("status", manifest.status());
    json.put("origin", manifest.origin().name());
    manifest.published().ifPresent(time -> json.put("publishedTime", time.toString()));
    json.put("exportedAt", manifest.exportedAt().toString());
    ArrayNode assets = json.putArray("assets");
    manifest.assets().forEach(asset -> write(assets.addObject(), asset));
    json.set("metadata", manifest.metadata());
    json.putArray("dependencies").addAll(manifest.dependencies());
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a manifest.
   *
   * @throws IllegalArgumentException if it is none; the message names the field
   */
  static Manifest read(byte[] bytes) {
    JsonNode json = parse(bytes);
    JsonNode schema = json.path("schema");
    if (!schema.isInt() || schema.intValue() != SCHEMA) {
      throw new IllegalArgumentException("schema: found " + schema + ", expected " + SCHEMA);
    }
    JsonNode at = json.path("coordinates");
    PackageCoordinates coordinates =
        new PackageCoordinates(
            text(at, "region"),
            text(at, "domainOwner"),
            text(at, "domain"),
            text(at, "repository"),
            Optional.empty(),
            text(at, "format"),
            text(at, "namespace"),
            text(at, "name"));
    List<JsonNode> dependencies = new ArrayList<>();
    json.path("dependencies").forEach(dependencies::add);
    return new Manifest(
        new PackageVersion(coordinates, text(json, "version")),
        text(json, "revision"),
        text(json, "status"),
        OriginType.valueOf(text(json, "origin")),
        json.has("publishedTime") ? Optional.of(time(json, "publishedTime")) : Optional.empty(),
        time(json, "exportedAt"),
        assets(json.path("assets")),
        json.path("metadata"),
        dependencies);
  }

  private static void write(ObjectNode json, ExportedAsset asset) {
    json.put("name", asset.name()).put("size", asset.size()).put("sha256", asset.sha256());
    asset.md5().ifPresent(hex -> json.put("md5", hex));
    asset.sha1().ifPresent(hex -> json.put("sha1", hex));
    asset.sha512().ifPresent(hex -> json.put("sha512", hex));
    json.put("key", asset.key());
  }

  private static List<ExportedAsset> assets(JsonNode array) {
    if (array.isEmpty() || array.size() > VersionSource.MAX_ASSETS) {
      throw new IllegalArgumentException(
          "assets: found %d, expected 1 to %d".formatted(array.size(), VersionSource.MAX_ASSETS));
    }
    List<ExportedAsset> assets = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (JsonNode json : array) {
      String name = text(json, "name");
      if (!names.add(name)) {
        throw new IllegalArgumentException("assets: found " + name + " twice");
      }
      JsonNode size = json.path("size");
      if (!size.canConvertToLong() || size.longValue() < 0) {
        throw new IllegalArgumentException("size of " + name + ": found " + size);
      }
      Hashes hashes =
          new Hashes(
              optional(json, "md5"),
              optional(json, "sha1"),
              Optional.of(text(json, "sha256")),
              optional(json, "sha512"));
      assets.add(
          new ExportedAsset(
              name,
              size.longValue(),
              text(json, "sha256"),
              hashes.md5(),
              hashes.sha1(),
              hashes.sha512(),
              text(json, "key")));
    }
    return assets;
  }

  private static JsonNode parse(byte[] bytes) {
    try {
      return JSON.readTree(bytes);
    } catch (IOException e) {
      throw new IllegalArgumentException("no JSON", e);
    }
  }

  private static Instant time(JsonNode json, String field) {
    String text = text(json, field);
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          field + ": found " + text + ", expected a time in ISO 8601", e);
    }
  }

  private static Optional<String> optional(JsonNode json, String field) {
    return json.has(field) ? Optional.of(text(json, field)) : Optional.empty();
  }

  private static String text(JsonNode json, String field) {
    JsonNode value = json.path(field);
    if (!value.isTextual()) {
      throw new IllegalArgumentException(
          field + ": found " + value.getNodeType() + ", expected a text");
    }
    return value.textValue();
  }
}
