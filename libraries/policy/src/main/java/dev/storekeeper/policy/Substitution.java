package dev.storekeeper.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Puts values in the place of {@code ${NAME}} and {@code ${NAME:-default}}. The result is always
 * text, whatever it looks like.
 */
final class Substitution {
  private static final Pattern WHOLE =
      Pattern.compile("\\$\\{([A-Z][A-Z0-9_]{0,127})(?::-([^{}]*))?}");
  private static final String EXPECTED =
      "${NAME} or ${NAME:-default} as the whole value, with a name in upper case";

  private final Function<String, Optional<String>> variables;
  private final Problems problems;

  Substitution(Function<String, Optional<String>> variables, Problems problems) {
    this.variables = variables;
    this.problems = problems;
  }

  /** The node with everything in it substituted. */
  Node apply(Node node, String path) {
    return switch (node) {
      case MappingNode mapping -> mapping(mapping, path);
      case SequenceNode list -> list(list, path);
      case ScalarNode scalar -> scalar(scalar, path);
      default -> node;
    };
  }

  private Node mapping(MappingNode mapping, String path) {
    List<NodeTuple> entries = new ArrayList<>();
    for (NodeTuple entry : mapping.getValue()) {
      ScalarNode key = (ScalarNode) entry.getKeyNode();
      String place = path.isEmpty() ? key.getValue() : path + "." + key.getValue();
      if (key.getValue().contains("${")) {
        problems.add(key, place, "a substitution in a name", "one in a value");
      }
      entries.add(new NodeTuple(key, apply(entry.getValueNode(), place)));
    }
    mapping.setValue(entries);
    return mapping;
  }

  private Node list(SequenceNode list, String path) {
    List<Node> items = list.getValue();
    for (int i = 0; i < items.size(); i++) {
      items.set(i, apply(items.get(i), path + "[" + i + "]"));
    }
    return list;
  }

  private Node scalar(ScalarNode scalar, String path) {
    if (!scalar.getValue().contains("${")) {
      return scalar;
    }
    Matcher matcher = WHOLE.matcher(scalar.getValue());
    if (!matcher.matches()) {
      problems.add(scalar, path, Values.describe(scalar), EXPECTED);
      return scalar;
    }
    Optional<String> value =
        variables
            .apply(matcher.group(1))
            .filter(text -> !text.isBlank())
            .or(() -> Optional.ofNullable(matcher.group(2)));
    if (value.isEmpty()) {
      problems.add(
          scalar, path, "the variable " + matcher.group(1) + ", which is not set", "one that is");
      return scalar;
    }
    return new VariableNode(scalar, value.get());
  }
}
