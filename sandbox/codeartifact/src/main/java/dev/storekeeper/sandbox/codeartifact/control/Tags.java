package dev.storekeeper.sandbox.codeartifact.control;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Tags in requests. */
final class Tags {
  private static final int MOST = 200;
  private static final Constraint KEY = Constraint.length(1, 128);
  private static final Constraint VALUE = Constraint.length(0, 256);

  private Tags() {}

  /** The field {@code tags}. */
  static Map<String, String> read(Body body) {
    Map<String, String> tags = new TreeMap<>();
    body.list("tags", 0, MOST, tag -> tag).orElse(List.of()).forEach(tag -> add(tags, tag));
    return tags;
  }

  private static void add(Map<String, String> tags, JsonNode tag) {
    String key = KEY.check("tags.key", Body.text("tags.key", tag.path("key")));
    String value = VALUE.check("tags.value", Body.text("tags.value", tag.path("value")));
    if (tags.put(key, value) != null) {
      throw Constraint.violation("tags", "found key '" + key + "' twice", "each key once");
    }
  }

  /** The field {@code tagKeys}. */
  static List<String> keys(Body body) {
    Optional<List<String>> keys =
        body.list("tagKeys", 0, MOST, key -> KEY.check("tagKeys", Body.text("tagKeys", key)));
    return keys.orElse(List.of());
  }

  /** The tags with others added or replaced, if they are not too many. */
  static Map<String, String> merged(Map<String, String> present, Map<String, String> added) {
    Map<String, String> merged = new TreeMap<>(present);
    merged.putAll(added);
    if (merged.size() > MOST) {
      throw Constraint.violation(
          "tags", merged.size() + " with those present", "at most " + MOST + " on a resource");
    }
    return merged;
  }
}
