package dev.storekeeper.cleanup.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.cleanup.item.Item;
import dev.storekeeper.cleanup.json.JsonFields;

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
}
