package dev.storekeeper.cleanup.repository;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.cleanup.json.JsonFields;
import dev.storekeeper.cleanup.registry.DomainId;
import dev.storekeeper.cleanup.registry.RepositoryId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that is left of a deleted repository, enough to make it again.
 *
 * @param repository which one it was
 * @param administrator the account that administered it
 * @param createdTime when it was created
 * @param description absent if it had none
 * @param upstreams its direct upstreams, in order
 * @param externalConnections its external connections
 * @param tags its tags, without cleanup's own
 * @param policy its permissions policy before the freeze; absent if it had none
 * @param plan the plan that removed it
 * @param reason why, for people
 * @param approvedBy who consented
 * @param exports the folder of the lists of its exports in the bucket; absent if its policy wanted
 *     none
 * @param versions how many versions have an export
 */
public record Tombstone(
    RepositoryId repository,
    String administrator,
    Instant createdTime,
    Optional<String> description,
    List<String> upstreams,
    List<String> externalConnections,
    Map<String, String> tags,
    Optional<String> policy,
    String plan,
    String reason,
    List<String> approvedBy,
    Optional<String> exports,
    long versions) {
  private static final int SCHEMA = 1;

  public Tombstone {
    upstreams = List.copyOf(upstreams);
    externalConnections = List.copyOf(externalConnections);
    tags = Map.copyOf(tags);
    approvedBy = List.copyOf(approvedBy);
  }

  /** As JSON. */
  ObjectNode json() {
    ObjectNode json = JsonFields.object().put("schema", SCHEMA);
    json.put("region", repository.domain().region()).put("owner", repository.domain().owner());
    json.put("domain", repository.domain().name()).put("repository", repository.name());
    json.put("administrator", administrator).put("createdTime", createdTime.toString());
    description.ifPresent(text -> json.put("description", text));
    texts(json.putArray("upstreams"), upstreams);
    texts(json.putArray("externalConnections"), externalConnections);
    ObjectNode byKey = json.putObject("tags");
    new TreeMap<>(tags).forEach(byKey::put);
    policy.ifPresent(document -> json.put("policy", document));
    json.put("plan", plan).put("reason", reason);
    texts(json.putArray("approvedBy"), approvedBy);
    exports.ifPresent(folder -> json.put("exports", folder));
    return json.put("versions", versions);
  }

  /**
   * A tombstone from its JSON.
   *
   * @throws IllegalArgumentException if it is none; the message names the field
   */
  static Tombstone read(JsonFields json) {
    if (json.number("schema") != SCHEMA) {
      throw new IllegalArgumentException(
          "schema: found " + json.number("schema") + ", expected " + SCHEMA);
    }
    JsonFields byKey = json.object("tags");
    SortedMap<String, String> tags = new TreeMap<>();
    byKey.names().forEach(key -> tags.put(key, byKey.text(key)));
    return new Tombstone(
        new RepositoryId(
            new DomainId(json.text("region"), json.text("owner"), json.text("domain")),
            json.text("repository")),
        json.text("administrator"),
        json.instant("createdTime"),
        json.optionalText("description"),
        json.texts("upstreams"),
        json.texts("externalConnections"),
        tags,
        json.optionalText("policy"),
        json.text("plan"),
        json.text("reason"),
        json.texts("approvedBy"),
        json.optionalText("exports"),
        json.number("versions"));
  }

  private static void texts(ArrayNode array, List<String> texts) {
    texts.forEach(array::add);
  }
}
