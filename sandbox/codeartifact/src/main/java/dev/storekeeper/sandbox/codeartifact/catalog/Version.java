package dev.storekeeper.sandbox.codeartifact.catalog;

import com.fasterxml.jackson.databind.JsonNode;
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
 * @param entryPoint the repository where it entered the domain
 */
public record Version(
    String name,
    VersionStatus status,
    String revision,
    Instant published,
    long order,
    String entryPoint) {
  /** Newest first; of versions published at the same moment the later one first. */
  public static final Comparator<Version> NEWEST_FIRST =
      Comparator.comparing(Version::published).thenComparingLong(Version::order).reversed();

  static final Codec<Version> CODEC = new VersionCodec();

  Version with(VersionStatus newStatus, String newRevision) {
    return new Version(name, newStatus, newRevision, published, order, entryPoint);
  }

  Version with(Instant newPublished) {
    return new Version(name, status, revision, newPublished, order, entryPoint);
  }

  private static final class VersionCodec implements Codec<Version> {
    @Override
    public JsonNode encode(Version version) {
      return Json.object()
          .put("version", version.name)
          .put("status", version.status.name())
          .put("revision", version.revision)
          .put("published", version.published.toString())
          .put("order", version.order)
          .put("entryPoint", version.entryPoint);
    }

    @Override
    public Version decode(JsonNode json) {
      return new Version(
          json.path("version").asText(),
          VersionStatus.valueOf(json.path("status").asText()),
          json.path("revision").asText(),
          Instant.parse(json.path("published").asText()),
          json.path("order").asLong(),
          json.path("entryPoint").asText());
    }
  }
}
