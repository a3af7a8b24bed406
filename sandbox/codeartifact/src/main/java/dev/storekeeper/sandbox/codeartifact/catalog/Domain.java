package dev.storekeeper.sandbox.codeartifact.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.sandbox.codeartifact.store.Codec;
import dev.storekeeper.sandbox.codeartifact.store.Json;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A domain.
 *
 * @param id its identity
 * @param created when it was created
 * @param encryptionKey the KMS key's ARN as given; nothing is encrypted
 * @param assetBytes the size of its assets, each content counted once
 * @param tags its tags, sorted by key
 */
public record Domain(
    DomainId id, Instant created, String encryptionKey, long assetBytes, Map<String, String> tags) {
  static final Codec<Domain> CODEC = new DomainCodec();

  public Domain {
    tags = Collections.unmodifiableMap(new TreeMap<>(tags));
  }

  Domain withTags(Map<String, String> newTags) {
    return new Domain(id, created, encryptionKey, assetBytes, newTags);
  }

  Domain withAssetBytes(long newAssetBytes) {
    return new Domain(id, created, encryptionKey, newAssetBytes, tags);
  }

  private static final class DomainCodec implements Codec<Domain> {
    @Override
    public JsonNode encode(Domain domain) {
      return Json.object()
          .put("owner", domain.id.owner())
          .put("name", domain.id.name())
          .put("created", domain.created.toString())
          .put("encryptionKey", domain.encryptionKey)
          .put("assetBytes", domain.assetBytes)
          .set("tags", Json.object(domain.tags));
    }

    @Override
    public Domain decode(JsonNode json) {
      return new Domain(
          new DomainId(json.path("owner").asText(), json.path("name").asText()),
          Instant.parse(json.path("created").asText()),
          json.path("encryptionKey").asText(),
          json.path("assetBytes").asLong(),
          Json.map(json.path("tags")));
    }
  }
}
