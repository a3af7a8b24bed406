package dev.storekeeper.sandbox.codeartifact.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.sandbox.codeartifact.store.Codec;
import dev.storekeeper.sandbox.codeartifact.store.Json;

/**
 * A permissions policy in force.
 *
 * @param revision changes with each put, even of the same document
 * @param document the policy document as it was put
 */
public record ResourcePolicy(String revision, String document) {
  static final Codec<ResourcePolicy> CODEC = new PolicyCodec();

  private static final class PolicyCodec implements Codec<ResourcePolicy> {
    @Override
    public JsonNode encode(ResourcePolicy policy) {
      return Json.object().put("revision", policy.revision).put("document", policy.document);
    }

    @Override
    public ResourcePolicy decode(JsonNode json) {
      return new ResourcePolicy(json.path("revision").asText(), json.path("document").asText());
    }
  }
}
