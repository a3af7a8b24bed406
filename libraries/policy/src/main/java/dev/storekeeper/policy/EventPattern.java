package dev.storekeeper.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * A valid EventBridge event pattern.
 *
 * @param json the pattern as JSON
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html">
 *     Comparison operators in event patterns</a>
 */
public record EventPattern(JsonNode json) {
  /**
   * The pattern with every {@code $or} multiplied out: an event matches if it matches one branch,
   * and a branch if each of its fields matches one of that field's conditions. At most 1000
   * branches.
   */
  public List<Map<List<String>, List<Condition>>> branches() {
    return PatternBranches.of(json);
  }
}
