package dev.storekeeper.sandbox.codeartifact.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * How a version entered the domain (API model, {@code PackageVersionOrigin}). Versions that are
 * copied or retained keep it.
 */
public sealed interface Origin {
  /** The type in the API. */
  String type();

  /** Published to a repository of the domain. */
  record Internal(String repository) implements Origin {
    @Override
    public String type() {
      return "INTERNAL";
    }
  }

  /** Ingested through an external connection, for example {@code public:pypi}. */
  record External(String connection) implements Origin {
    @Override
    public String type() {
      return "EXTERNAL";
    }
  }

  /** Writes an origin into a version's row. */
  static void encode(Origin origin, ObjectNode json) {
    switch (origin) {
      case Internal internal -> json.put("entryPoint", internal.repository());
      case External external -> json.put("externalConnection", external.connection());
    }
  }

  /** Reads what {@link #encode} wrote. */
  static Origin decode(JsonNode json) {
    return json.has("externalConnection")
        ? new External(json.path("externalConnection").asText())
        : new Internal(json.path("entryPoint").asText());
  }
}
