package dev.storekeeper.sandbox.runtime.sns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A standard topic.
 *
 * @param arn its ARN
 * @param attributes its settable attributes as text
 * @param policy who may use it
 */
record Topic(String arn, Map<String, String> attributes, Optional<JsonNode> policy) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> SETTABLE =
      Set.of("DisplayName", "Policy", "KmsMasterKeyId", "SignatureVersion", "TracingConfig");

  static Topic of(String arn, Map<String, String> attributes) {
    attributes
        .keySet()
        .forEach(name -> {
          if (!SETTABLE.contains(name)) {
            throw Refusals.invalid(
                "the sandbox does not serve the topic attribute " + name + ", only " + SETTABLE);
          }
        });
    return new Topic(
        arn,
        Map.copyOf(attributes),
        Optional.ofNullable(attributes.get("Policy")).map(Topic::json));
  }

  Topic with(String name, String value) {
    Map<String, String> changed = new TreeMap<>(attributes);
    changed.put(name, value);
    return of(arn, changed);
  }

  String name() {
    return arn.substring(arn.lastIndexOf(':') + 1);
  }

  private static JsonNode json(String policy) {
    try {
      return JSON.readTree(policy);
    } catch (JsonProcessingException e) {
      throw Refusals.invalid("Policy is not JSON: " + e.getOriginalMessage());
    }
  }
}
