package dev.storekeeper.sandbox.runtime.sns;

import dev.storekeeper.sandbox.runtime.http.QueryParameters;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The value of a message attribute.
 *
 * @param type {@code String}, {@code String.Array}, {@code Number} or {@code Binary}
 * @param value the text; Base64 for binary values
 */
record MessageAttribute(String type, String value) {
  MessageAttribute {
    if (!type.matches("(String|Number|Binary)(\\..{1,246})?")) {
      throw Refusals.invalid(
          "the type of a message attribute is String, String.Array, Number or Binary, not '"
              + type
              + "'");
    }
    if (value.isEmpty()) {
      throw Refusals.invalid("the value of a message attribute is empty");
    }
    if (type.startsWith("Number")
        && !value.matches("-?\\d{1,40}(\\.\\d{1,40})?([eE][+-]?\\d{1,3})?")) {
      throw Refusals.invalid("the value of a Number attribute is no number: '" + value + "'");
    }
  }

  int size() {
    return type.length() + value.getBytes(StandardCharsets.UTF_8).length;
  }

  /** Reads {@code MessageAttributes.entry.N.Name}, {@code .Value.DataType} and so on. */
  static Map<String, MessageAttribute> read(QueryParameters input) {
    Map<String, MessageAttribute> attributes = new LinkedHashMap<>();
    List<QueryParameters> entries = input.structures("MessageAttributes.entry");
    for (QueryParameters entry : entries) {
      String name = entry.required("Name");
      if (!name.matches("(?!\\.)(?!.*\\.\\.)[A-Za-z0-9_.-]{1,256}(?<!\\.)")) {
        throw Refusals.invalid("the message attribute name '" + name + "'");
      }
      String type = entry.required("Value.DataType");
      String member = type.startsWith("Binary") ? "Value.BinaryValue" : "Value.StringValue";
      attributes.put(name, new MessageAttribute(type, entry.optional(member).orElse("")));
    }
    return attributes;
  }
}
