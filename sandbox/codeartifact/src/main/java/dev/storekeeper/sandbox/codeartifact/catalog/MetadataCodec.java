package dev.storekeeper.sandbox.codeartifact.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.codeartifact.protocol.VersionMetadata;
import dev.storekeeper.sandbox.codeartifact.protocol.VersionMetadata.Dependency;
import dev.storekeeper.sandbox.codeartifact.store.Codec;
import dev.storekeeper.sandbox.codeartifact.store.Json;
import java.util.ArrayList;
import java.util.List;

/** How what an artifact says of its version is written. */
final class MetadataCodec implements Codec<VersionMetadata> {
  @Override
  public JsonNode encode(VersionMetadata metadata) {
    ObjectNode json =
        Json.object()
            .put("displayName", metadata.displayName())
            .put("summary", metadata.summary())
            .put("homePage", metadata.homePage())
            .put("sourceCodeRepository", metadata.sourceCodeRepository())
            .put("readme", metadata.readme());
    metadata.licenses().forEach(json.putArray("licenses")::add);
    ArrayNode dependencies = json.putArray("dependencies");
    for (Dependency dependency : metadata.dependencies()) {
      dependencies
          .addObject()
          .put("name", dependency.name())
          .put("type", dependency.type())
          .put("requirement", dependency.requirement());
    }
    return json;
  }

  @Override
  public VersionMetadata decode(JsonNode json) {
    List<String> licenses = new ArrayList<>();
    json.path("licenses").forEach(license -> licenses.add(license.asText()));
    List<Dependency> dependencies = new ArrayList<>();
    for (JsonNode dependency : json.path("dependencies")) {
      dependencies.add(
          new Dependency(
              dependency.path("name").asText(),
              dependency.path("type").asText(),
              dependency.path("requirement").asText()));
    }
    return new VersionMetadata(
        json.path("displayName").asText(),
        json.path("summary").asText(),
        json.path("homePage").asText(),
        json.path("sourceCodeRepository").asText(),
        licenses,
        dependencies,
        json.path("readme").asText());
  }
}
