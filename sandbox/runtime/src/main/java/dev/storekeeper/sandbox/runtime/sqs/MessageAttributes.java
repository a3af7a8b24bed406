package dev.storekeeper.sandbox.runtime.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads and writes message attributes in the forms of the API and of Lambda's event. */
final class MessageAttributes {
  private static final int MAX_ATTRIBUTES = 10;
  private static final String NAME =
      "(?!(?i:aws|amazon)\\.)(?!\\.)(?!.*\\.\\.)[A-Za-z0-9_.-]{1,256}(?<!\\.)";
  private static final String TYPE = "(String|Number|Binary)(\\.[^\\p{Cntrl}]{1,246})?";

  private MessageAttributes() {}

  /**
   * The attributes of a request.
   *
   * @throws dev.storekeeper.sandbox.runtime.AwsException {@code InvalidParameterValue}
   */
  static SortedMap<String, MessageAttribute> read(JsonNode attributes) {
    SortedMap<String, MessageAttribute> read = new TreeMap<>();
    attributes.properties().forEach(entry -> read.put(entry.getKey(), one(entry)));
    requireFew(read);
    return read;
  }

  static void requireFew(SortedMap<String, MessageAttribute> attributes) {
    if (attributes.size() > MAX_ATTRIBUTES) {
      throw Refusals.invalidParameter(
          "Number of message attributes ["
              + attributes.size()
              + "] exceeds the allowed maximum ["
              + MAX_ATTRIBUTES
              + "].");
    }
  }

  private static MessageAttribute one(java.util.Map.Entry<String, JsonNode> entry) {
    String name = entry.getKey();
    JsonNode value = entry.getValue();
    String type = value.path("DataType").asText("");
    if (!name.matches(NAME)) {
      throw Refusals.invalidParameter("The message attribute name '" + name + "' is invalid.");
    }
    if (!type.matches(TYPE)) {
      throw Refusals.invalidParameter(
          "The type of message (user) attribute '"
              + name
              + "' is invalid: '"
              + type
              + "'. Its prefix must be String, Number or Binary.");
    }
    MessageAttribute attribute =
        new MessageAttribute(
            type, value.path(type.startsWith("Binary") ? "BinaryValue" : "StringValue").asText(""));
    requireValue(name, attribute);
    return attribute;
  }

  private static void requireValue(String name, MessageAttribute attribute) {
    if (attribute.text().isEmpty()) {
      throw Refusals.invalidParameter(
          "The message (user) attribute '"
              + name
              + "' must contain a non-empty value of type '"
              + attribute.dataType()
              + "'.");
    }
    try {
      if (attribute.isBinary()) {
        Base64.getDecoder().decode(attribute.text());
      } else if (attribute.dataType().startsWith("Number")) {
        new java.math.BigDecimal(attribute.text());
      }
    } catch (IllegalArgumentException e) {
      throw Refusals.invalidParameter(
          "Can't cast the value of message (user) attribute '"
              + name
              + "' to "
              + attribute.dataType()
              + ".");
    }
  }

  /** In the API's form: {@code {name: {DataType, StringValue}}}. */
  static ObjectNode toApi(SortedMap<String, MessageAttribute> attributes) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    attributes.forEach((name, attribute) ->
        json.putObject(name)
            .put("DataType", attribute.dataType())
            .put(attribute.isBinary() ? "BinaryValue" : "StringValue", attribute.text()));
    return json;
  }

  /** In the form of Lambda's SQS event: {@code {name: {dataType, stringValue, ...}}}. */
  static ObjectNode toEvent(SortedMap<String, MessageAttribute> attributes) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    attributes.forEach((name, attribute) -> {
      ObjectNode value =
          json.putObject(name)
              .put(attribute.isBinary() ? "binaryValue" : "stringValue", attribute.text());
      value.putArray("stringListValues");
      value.putArray("binaryListValues");
      value.put("dataType", attribute.dataType());
    });
    return json;
  }
}
