package dev.storekeeper.sandbox.runtime.sqs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which attributes a receiver asked for.
 *
 * @param systemNames names of system attributes, {@code All} for every one
 * @param messageNames names of message attributes, {@code All} or {@code .*} for every one, {@code
 *     prefix.*} for those that start so
 */
record ReceivedView(List<String> systemNames, List<String> messageNames) {
  static ReceivedView of(ObjectNode input) {
    return new ReceivedView(
        Input.list(input, "AttributeNames", "MessageSystemAttributeNames"),
        Input.list(input, "MessageAttributeNames"));
  }

  ObjectNode of(Reception reception) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("MessageId", reception.id())
            .put("ReceiptHandle", reception.receiptHandle())
            .put("MD5OfBody", Digests.ofBody(reception.content().body()))
            .put("Body", reception.content().body());
    ObjectNode system = reception.systemAttributes().deepCopy();
    if (!systemNames.contains("All")) {
      system.retain(systemNames);
    }
    if (!system.isEmpty()) {
      json.set("Attributes", system);
    }
    SortedMap<String, MessageAttribute> asked = new TreeMap<>(reception.content().attributes());
    asked.keySet().removeIf(name -> messageNames.stream().noneMatch(wish -> covers(wish, name)));
    if (!asked.isEmpty()) {
      json.put("MD5OfMessageAttributes", Digests.ofAttributes(asked));
      json.set("MessageAttributes", MessageAttributes.toApi(asked));
    }
    return json;
  }

  private static boolean covers(String wish, String name) {
    return wish.equals("All")
        || wish.equals(name)
        || (wish.endsWith(".*") && name.startsWith(wish.substring(0, wish.length() - 2)));
  }
}
