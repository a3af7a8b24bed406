package dev.storekeeper.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import software.amazon.event.ruler.JsonRuleCompiler;
import software.amazon.event.ruler.Machine;
import software.amazon.event.ruler.MachineComplexityEvaluator;

/** Reads event patterns and refuses what event-ruler would accept but understand otherwise. */
final class PatternReader {
  /** Wildcards multiply the states of a matcher; this many are far beyond any readable pattern. */
  private static final int MAX_COMPLEXITY = 50;

  /** A matcher holds every combination of the branches of {@code $or}; AWS has the same bound. */
  private static final long MAX_COMBINATIONS = 1000;

  private final Problems problems;

  PatternReader(Problems problems) {
    this.problems = problems;
  }

  /**
   * Reads a pattern.
   *
   * @param exactNames whether a name with dots means a member of exactly that name; refused if not
   */
  Optional<EventPattern> read(MappingNode pattern, String path, boolean exactNames) {
    if (!exactNames && hasFlattenedNames(pattern, path)) {
      return Optional.empty();
    }
    if (combinations(Values.json(pattern)) > MAX_COMBINATIONS) {
      problems.add(
          pattern, path, "more than " + MAX_COMBINATIONS + " combinations of $or", "fewer");
      return Optional.empty();
    }
    String json = FieldNames.unmistakable(Values.json(pattern)).toString();
    Optional<String> reason = reason(json);
    reason.ifPresent(text ->
        problems.add(pattern, path, FieldNames.decoded(text), "an EventBridge event pattern"));
    return reason.isPresent()
        ? Optional.empty()
        : Optional.of(new EventPattern(Values.json(pattern)));
  }

  private static Optional<String> reason(String json) {
    try {
      String problem = JsonRuleCompiler.check(json, false);
      if (problem != null) {
        return Optional.of(withoutSource(problem));
      }
      Machine machine = Machine.builder().build();
      machine.addRule("complexity", json);
      int complexity = machine.evaluateComplexity(new MachineComplexityEvaluator(MAX_COMPLEXITY));
      return complexity < MAX_COMPLEXITY ? Optional.empty() : Optional.of("too many wildcards");
    } catch (IOException | RuntimeException e) {
      return Optional.of(withoutSource(String.valueOf(e.getMessage())));
    }
  }

  private static long combinations(JsonNode node) {
    long product = 1;
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      long count = 0;
      if (field.getKey().equals("$or")) {
        for (JsonNode branch : field.getValue()) {
          count += combinations(branch);
        }
      } else if (field.getValue().isObject()) {
        count = combinations(field.getValue());
      }
      product = Math.min(MAX_COMBINATIONS + 1, product * Math.max(1, count));
    }
    return product;
  }

  /** event-ruler takes {@code a.b} and {@code a: {b: ...}} for the same field. */
  private boolean hasFlattenedNames(Node node, String path) {
    boolean found = false;
    if (node instanceof MappingNode mapping) {
      for (NodeTuple entry : mapping.getValue()) {
        ScalarNode key = (ScalarNode) entry.getKeyNode();
        if (key.getValue().contains(".")) {
          problems.add(key, path, "the field name \"" + key.getValue() + "\"", "nested fields");
          found = true;
        }
        found |= hasFlattenedNames(entry.getValueNode(), path + "." + key.getValue());
      }
    } else if (node instanceof SequenceNode list) {
      for (Node item : list.getValue()) {
        found |= hasFlattenedNames(item, path);
      }
    }
    return found;
  }

  /** The reason without Jackson's excerpt of a JSON text that the author never wrote. */
  private static String withoutSource(String message) {
    int source = message.indexOf(" at [Source");
    return (source < 0 ? message : message.substring(0, source)).strip();
  }
}
