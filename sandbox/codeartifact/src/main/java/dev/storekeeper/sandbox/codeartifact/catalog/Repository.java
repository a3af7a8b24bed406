package dev.storekeeper.sandbox.codeartifact.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.codeartifact.store.Codec;
import dev.storekeeper.sandbox.codeartifact.store.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A repository.
 *
 * @param id its identity
 * @param administrator the 12-digit account that created it
 * @param created when it was created
 * @param description its description, possibly empty
 * @param upstreams names of repositories in the same domain, in order of priority
 * @param externalConnection the public repository it is connected to
 * @param tags its tags, sorted by key
 */
public record Repository(
    RepositoryId id,
    String administrator,
    Instant created,
    String description,
    List<String> upstreams,
    Optional<ExternalConnection> externalConnection,
    Map<String, String> tags) {
  static final Codec<Repository> CODEC = new RepositoryCodec();

  public Repository {
    upstreams = List.copyOf(upstreams);
    tags = Collections.unmodifiableMap(new TreeMap<>(tags));
  }

  Repository withTags(Map<String, String> newTags) {
    return new Repository(
        id, administrator, created, description, upstreams, externalConnection, newTags);
  }

  Repository withDescription(String newDescription) {
    return new Repository(
        id, administrator, created, newDescription, upstreams, externalConnection, tags);
  }

  Repository withUpstreams(List<String> newUpstreams) {
    return new Repository(
        id, administrator, created, description, newUpstreams, externalConnection, tags);
  }

  Repository withExternalConnection(Optional<ExternalConnection> connection) {
    return new Repository(id, administrator, created, description, upstreams, connection, tags);
  }

  private static final class RepositoryCodec implements Codec<Repository> {
    @Override
    public JsonNode encode(Repository repository) {
      ObjectNode json =
          Json.object()
              .put("owner", repository.id.domain().owner())
              .put("domain", repository.id.domain().name())
              .put("name", repository.id.name())
              .put("administrator", repository.administrator)
              .put("created", repository.created.toString())
              .put("description", repository.description);
      repository.upstreams.forEach(json.putArray("upstreams")::add);
      repository.externalConnection.ifPresent(
          connection -> json.put("externalConnection", connection.connectionName()));
      return json.set("tags", Json.object(repository.tags));
    }

    @Override
    public Repository decode(JsonNode json) {
      List<String> upstreams = new ArrayList<>();
      json.path("upstreams").forEach(upstream -> upstreams.add(upstream.asText()));
      return new Repository(
          new RepositoryId(
              new DomainId(json.path("owner").asText(), json.path("domain").asText()),
              json.path("name").asText()),
          json.path("administrator").asText(),
          Instant.parse(json.path("created").asText()),
          json.path("description").asText(),
          upstreams,
          ExternalConnection.named(json.path("externalConnection").asText()),
          Json.map(json.path("tags")));
    }
  }
}
