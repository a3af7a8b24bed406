package dev.storekeeper.cleanup.repository;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.cleanup.json.JsonFields;
import dev.storekeeper.cleanup.registry.DomainId;
import dev.storekeeper.cleanup.registry.RepositoryId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Items as JSON text. */
final class RepositoryItemText {
  private RepositoryItemText() {}

  static String write(RepositoryItem item) {
    RepositoryId id = item.repository();
    ObjectNode json = JsonFields.object();
    json.put("region", id.domain().region()).put("owner", id.domain().owner());
    json.put("domain", id.domain().name()).put("repository", id.name());
    json.put("plan", item.plan()).put("policy", item.policy());
    json.put("policyRevision", item.policyRevision()).put("reason", item.reason());
    item.lastPublish().ifPresent(time -> json.put("lastPublish", time.toString()));
    ObjectNode tags = json.putObject("tags");
    item.tags().forEach(tags::put);
    RepositoryProgress progress = item.progress();
    json.put("state", progress.state().name()).put("due", progress.due().toString());
    ArrayNode noticed = json.putArray("noticed");
    progress.noticed().forEach(days -> noticed.add(days.toString()));
    progress.freeze().ifPresent(freeze -> write(freeze, json.putObject("freeze")));
    progress.refused().ifPresent(time -> json.put("refused", time.toString()));
    progress.walk().ifPresent(walk -> write(walk, json.putObject("walk")));
    progress
        .interlock()
        .ifPresent(lock ->
            json.putObject("interlock")
                .put("document", lock.formerDocument())
                .put("revision", lock.formerRevision()));
    progress.tombstone().ifPresent(key -> json.put("tombstone", key));
    json.put("note", progress.note()).put("changedAt", progress.changedAt().toString());
    return json.toString();
  }

  private static void write(Freeze freeze, ObjectNode json) {
    freeze.formerDocument().ifPresent(text -> json.put("document", text));
    freeze.formerRevision().ifPresent(text -> json.put("revision", text));
    json.put("since", freeze.since().toString()).put("known", freeze.known());
  }

  private static void write(ExportWalk walk, ObjectNode json) {
    json.put("number", walk.number()).put("policyRevision", walk.policyRevision());
    walk.page().ifPresent(text -> json.put("page", text));
    walk.after().ifPresent(text -> json.put("after", text));
    walk.version().ifPresent(text -> json.put("version", text));
    json.put("packages", walk.packages()).put("versions", walk.versions());
    walk.completedAt().ifPresent(time -> json.put("completedAt", time.toString()));
  }

  /**
   * Reads an item.
   *
   * @throws IllegalArgumentException if the text is none; the message names the field
   */
  static RepositoryItem read(String text) {
    JsonFields json = JsonFields.parse(text);
    List<Integer> noticed = new ArrayList<>();
    json.texts("noticed").forEach(days -> noticed.add(Integer.valueOf(days)));
    return new RepositoryItem(
        new RepositoryId(
            new DomainId(json.text("region"), json.text("owner"), json.text("domain")),
            json.text("repository")),
        json.text("plan"),
        json.text("policy"),
        json.text("policyRevision"),
        json.text("reason"),
        json.optionalInstant("lastPublish"),
        tags(json.object("tags")),
        new RepositoryProgress(
            json.oneOf(RepositoryState.class, "state"),
            json.instant("due"),
            noticed,
            part(json, "freeze").map(RepositoryItemText::freeze),
            json.optionalInstant("refused"),
            part(json, "walk").map(RepositoryItemText::walk),
            part(json, "interlock")
                .map(lock -> new OpenInterlock(lock.text("document"), lock.text("revision"))),
            json.optionalText("tombstone"),
            json.text("note"),
            json.instant("changedAt")));
  }

  private static Map<String, String> tags(JsonFields json) {
    return json.names().stream().collect(Collectors.toMap(Function.identity(), json::text));
  }

  private static Optional<JsonFields> part(JsonFields json, String name) {
    return json.names().contains(name) ? Optional.of(json.object(name)) : Optional.empty();
  }

  private static Freeze freeze(JsonFields json) {
    return new Freeze(
        json.optionalText("document"),
        json.optionalText("revision"),
        json.instant("since"),
        json.flag("known"));
  }

  private static ExportWalk walk(JsonFields json) {
    return new ExportWalk(
        Math.toIntExact(json.number("number")),
        json.text("policyRevision"),
        json.optionalText("page"),
        json.optionalText("after"),
        json.optionalText("version"),
        json.number("packages"),
        json.number("versions"),
        json.optionalInstant("completedAt"));
  }
}
