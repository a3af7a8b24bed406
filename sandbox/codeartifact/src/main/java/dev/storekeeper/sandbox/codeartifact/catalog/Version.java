package dev.storekeeper.sandbox.codeartifact.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.codeartifact.VersionStatus;
import dev.storekeeper.sandbox.codeartifact.store.Codec;
import dev.storekeeper.sandbox.codeartifact.store.Json;
import java.time.Instant;
import java.util.Comparator;

/**
 * A package version.
 *
 * @param name the version as published
 * @param status its status, never {@code DELETED}
 * @param revision changes with every change of the version
 * @param published when it was first published
 * @param order grows with every version that is published to the package
 * @param origin how it entered the domain
 */
public record Version(
    String name,
    VersionStatus status,
    String revision,
    Instant published,
    long order,
    Origin origin) {
  /** Newest first; of versions published at the same moment the later one first. */
  public static final Comparator<Version> NEWEST_FIRST =
      Comparator.comparing(Version::published).thenComparingLong(Version::order).reversed();

  static final Codec<Version> CODEC = new VersionCodec();

  Version with(VersionStatus newStatus, String newRevision) {
    return new Version(name, newStatus, newRevision, published, order, origin);
  }

  Version with(Instant newPublished) {
    return new Version(name, status, revision, newPublished, order, origin);
  }

  Version with(long newOrder) {
    return new Version(name, status, revision, published, newOrder, origin);
  }

  private static final class VersionCodec implements Codec<Version> {
    @Override
    public JsonNode encode(Version version) {
      ObjectNode json =
          Json.object()
              .put("version", version.name)
              .put("status", version.status.name())
              .put("revision", version.revision)
              .put("published", version.published.toString())
              .put("order", version.order);
      Origin.encode(version.origin, json);
      return json;
    }

    @Override
    public Version decode(JsonNode json) {
      return new Version(
          json.path("version").asText(),
          VersionStatus.valueOf(json.path("status").asText()),
          json.path("revision").asText(),
          Instant.parse(json.path("published").asText()),
          json.path("order").asLong(),
          Origin.decode(json));
    }
  }
}
