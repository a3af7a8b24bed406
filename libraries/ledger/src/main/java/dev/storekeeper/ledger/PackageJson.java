package dev.storekeeper.ledger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.codeartifact.PackageCoordinates;
import dev.storekeeper.codeartifact.PackageVersion;
import java.util.Optional;

/** The {@code package} member of a record. */
final class PackageJson {
  private PackageJson() {}

  static ObjectNode write(PackageVersion version) {
    PackageCoordinates coordinates = version.coordinates();
    ObjectNode json = RecordJson.object();
    json.put("region", coordinates.region());
    json.put("domainOwner", coordinates.domainOwner());
    json.put("domain", coordinates.domain());
    json.put("repository", coordinates.repository());
    coordinates.administrator().ifPresent(account -> json.put("administrator", account));
    json.put("format", coordinates.format());
    if (!coordinates.namespace().isEmpty()) {
      json.put("namespace", coordinates.namespace());
    }
    json.put("name", coordinates.name());
    json.put("version", version.version());
    return json;
  }

  static PackageVersion read(ObjectNode json) {
    return new PackageVersion(
        new PackageCoordinates(
            json.path("region").asText(),
            json.path("domainOwner").asText(),
            json.path("domain").asText(),
            json.path("repository").asText(),
            Optional.ofNullable(json.get("administrator")).map(node -> node.asText()),
            json.path("format").asText(),
            json.path("namespace").asText(),
            json.path("name").asText()),
        json.path("version").asText());
  }
}
