package dev.storekeeper.ledger;

import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Text attributes to DynamoDB and back. */
final class Attributes {
  private Attributes() {}

  static Map<String, AttributeValue> values(Map<String, String> texts) {
    Map<String, AttributeValue> values = new TreeMap<>();
    texts.forEach((name, text) -> values.put(name, AttributeValue.fromS(text)));
    return values;
  }

  static Map<String, String> texts(Map<String, AttributeValue> values) {
    Map<String, String> texts = new TreeMap<>();
    values.forEach((name, value) -> texts.put(name, value.s()));
    return texts;
  }

  static Map<String, AttributeValue> key(String stream, String position) {
    return values(Map.of("stream", stream, "position", position));
  }
}
