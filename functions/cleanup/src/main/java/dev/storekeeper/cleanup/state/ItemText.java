package dev.storekeeper.cleanup.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.cleanup.item.Item;
import dev.storekeeper.cleanup.item.ItemState;
import dev.storekeeper.cleanup.item.Progress;
import dev.storekeeper.codeartifact.OriginType;
import dev.storekeeper.codeartifact.PackageCoordinates;
import dev.storekeeper.codeartifact.PackageVersion;
import java.time.Instant;

/** An item as text; its package is the caller's to know. */
final class ItemText {
  private ItemText() {}

  static String write(Item item) {
    ObjectNode json = Texts.object();
    json.put("version", item.version().version());
    json.put("plan", item.plan());
    json.put("policy", item.policy());
    json.put("policyRevision", item.policyRevision());
    json.put("reason", item.reason());
    json.put("revision", item.revision());
    json.put("formerStatus", item.formerStatus());
    json.put("origin", item.origin().name());
    json.put("bytes", item.bytes());
    Progress progress = item.progress();
    json.put("state", progress.state().name());
    json.put("due", progress.due().toString());
    Texts.put(json, "hiddenAs", progress.hiddenAs());
    Texts.put(json, "began", progress.began());
    Texts.put(json, "hiddenAt", progress.hiddenAt());
    Texts.put(json, "presentRevision", progress.revision());
    Texts.put(json, "refusedRead", progress.refusedRead());
    Texts.put(json, "export", progress.export());
    json.put("note", progress.note());
    json.put("changedAt", progress.changedAt().toString());
    return json.toString();
  }

  static Item read(PackageCoordinates coordinates, String text) {
    ObjectNode json = Texts.read(text);
    return new Item(
        new PackageVersion(coordinates, json.path("version").asText()),
        json.path("plan").asText(),
        json.path("policy").asText(),
        json.path("policyRevision").asText(),
        json.path("reason").asText(),
        json.path("revision").asText(),
        json.path("formerStatus").asText(),
        OriginType.valueOf(json.path("origin").asText()),
        json.path("bytes").asLong(),
        new Progress(
            ItemState.valueOf(json.path("state").asText()),
            Instant.parse(json.path("due").asText()),
            Texts.text(json, "hiddenAs"),
            Texts.time(json, "began"),
            Texts.time(json, "hiddenAt"),
            Texts.text(json, "presentRevision"),
            Texts.time(json, "refusedRead"),
            Texts.text(json, "export"),
            json.path("note").asText(),
            Instant.parse(json.path("changedAt").asText())));
  }
}
