package dev.storekeeper.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import software.amazon.event.ruler.Machine;

/**
 * Values with an event pattern each, matched all at once by the library that EventBridge itself
 * uses. Safe for use by many threads once built.
 *
 * @param <T> what is found by its pattern
 */
public final class PatternSet<T> {
  private final Machine machine = Machine.builder().build();
  private final List<T> values;

  /** These values, each with its pattern, in the order of the list. */
  public PatternSet(List<Map.Entry<T, EventPattern>> entries) {
    this.values = entries.stream().map(Map.Entry::getKey).toList();
    for (int i = 0; i < entries.size(); i++) {
      try {
        machine.addRule(
            Integer.toString(i),
            FieldNames.unmistakable(entries.get(i).getValue().json()).toString());
      } catch (IOException e) {
        throw new IllegalArgumentException("the pattern of " + values.get(i) + " is not valid", e);
      }
    }
  }

  /**
   * The values whose pattern matches an event, in the order in which they were given.
   *
   * @throws IllegalArgumentException if the event is not a JSON object or cannot be matched
   */
  public List<T> matching(JsonNode event) {
    if (!event.isObject()) {
      throw new IllegalArgumentException("an event is a JSON object, not " + event.getNodeType());
    }
    try {
      TreeSet<Integer> found = new TreeSet<>();
      machine
          .rulesForJSONEvent(FieldNames.unmistakable(event).toString())
          .forEach(name -> found.add(Integer.parseInt(name)));
      return found.stream().map(values::get).toList();
    } catch (Exception e) {
      throw new IllegalArgumentException("the event cannot be matched", e);
    }
  }
}
