package dev.storekeeper.cleanup.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.cleanup.item.Item;
import dev.storekeeper.cleanup.json.JsonFields;
import dev.storekeeper.cleanup.repository.Freeze;
import dev.storekeeper.cleanup.repository.RepositoryItem;
import dev.storekeeper.cleanup.repository.RepositoryProgress;

/** Items in answers. */
final class ItemJson {
  private ItemJson() {}

  static ObjectNode write(Item item) {
    ObjectNode json = JsonFields.object().put("state", item.state().name());
    json.put("plan", item.plan()).put("policy", item.policy()).put("reason", item.reason());
    json.put("formerStatus", item.formerStatus());
    if (!item.state().isFinal()) {
      json.put("due", item.due().toString());
    }
    item.hiddenAs().ifPresent(status -> json.put("hiddenAs", status));
    item.hiddenAt().ifPresent(time -> json.put("hiddenAt", time.toString()));
    item.export().ifPresent(key -> json.put("export", key));
    json.put("note", item.note()).put("changedAt", item.progress().changedAt().toString());
    return json;
  }

  static ObjectNode write(RepositoryItem item) {
    ObjectNode json = JsonFields.object().put("state", item.state().name());
    json.put("plan", item.plan()).put("policy", item.policy()).put("reason", item.reason());
    if (!item.state().isFinal()) {
      json.put("due", item.due().toString());
    }
    RepositoryProgress progress = item.progress();
    progress
        .freeze()
        .filter(Freeze::known)
        .ifPresent(freeze -> json.put("frozenAt", freeze.since().toString()));
    progress.tombstone().ifPresent(key -> json.put("tombstone", key));
    json.put("note", progress.note()).put("changedAt", progress.changedAt().toString());
    return json;
  }
}
