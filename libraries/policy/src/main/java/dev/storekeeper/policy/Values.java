package dev.storekeeper.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** What YAML nodes are, for people and as JSON. */
final class Values {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int SHOWN = 60;

  private Values() {}

  static boolean is(Node node, Tag tag) {
    return node.getTag().equals(tag);
  }

  /** Whether it is text; the library takes {@code ${NAME}} for a kind of its own. */
  static boolean isText(Node node) {
    return is(node, Tag.STR) || is(node, Tag.ENV_TAG);
  }

  /** What a person sees there, bounded. */
  static String describe(Node node) {
    return switch (node) {
      case MappingNode mapping -> mapping.getValue().isEmpty() ? "an empty mapping" : "a mapping";
      case SequenceNode list -> list.getValue().isEmpty() ? "an empty list" : "a list";
      case ScalarNode scalar when is(scalar, Tag.NULL) -> "nothing";
      case ScalarNode scalar when isText(scalar) -> "\"" + shown(scalar.getValue()) + "\"";
      case ScalarNode scalar -> shown(scalar.getValue());
      default -> "something else";
    };
  }

  /** The node as JSON; the document was checked before. */
  static JsonNode json(Node node) {
    return switch (node) {
      case MappingNode mapping -> {
        ObjectNode object = JSON.objectNode();
        for (NodeTuple entry : mapping.getValue()) {
          object.set(((ScalarNode) entry.getKeyNode()).getValue(), json(entry.getValueNode()));
        }
        yield object;
      }
      case SequenceNode list -> {
        ArrayNode array = JSON.arrayNode();
        list.getValue().forEach(item -> array.add(json(item)));
        yield array;
      }
      case ScalarNode scalar -> scalarJson(scalar);
      default -> throw new IllegalStateException("an unchecked node of type " + node.getNodeType());
    };
  }

  /** A text that is not blank. */
  static Optional<String> text(Node node) {
    return node instanceof ScalarNode scalar && isText(scalar) && !scalar.getValue().isBlank()
        ? Optional.of(scalar.getValue())
        : Optional.empty();
  }

  static Optional<Long> integer(Node node) {
    return node instanceof ScalarNode scalar
            && is(scalar, Tag.INT)
            && scalar.getValue().matches("-?[0-9]{1,18}")
        ? Optional.of(Long.parseLong(scalar.getValue()))
        : Optional.empty();
  }

  static Optional<Boolean> bool(Node node) {
    return is(node, Tag.BOOL) ? Optional.of(json(node).booleanValue()) : Optional.empty();
  }

  /** The same, or a variable whose text is exactly {@code true} or {@code false}. */
  static Optional<Boolean> variableBool(Node node) {
    return node instanceof VariableNode variable
        ? Optional.of(variable.getValue())
            .filter(text -> text.equals("true") || text.equals("false"))
            .map(Boolean::parseBoolean)
        : bool(node);
  }

  /** What a name or an index leads to. */
  static Optional<Node> child(Node node, String step) {
    return switch (node) {
      case MappingNode mapping ->
          mapping.getValue().stream()
              .filter(entry -> ((ScalarNode) entry.getKeyNode()).getValue().equals(step))
              .map(NodeTuple::getValueNode)
              .findFirst();
      case SequenceNode list when step.matches("[0-9]{1,6}") ->
          list.getValue().stream().skip(Integer.parseInt(step)).findFirst();
      default -> Optional.empty();
    };
  }

  private static JsonNode scalarJson(ScalarNode scalar) {
    String text = scalar.getValue();
    if (is(scalar, Tag.NULL)) {
      return JSON.nullNode();
    }
    if (is(scalar, Tag.BOOL)) {
      return JSON.booleanNode(text.toLowerCase(Locale.ROOT).equals("true"));
    }
    if (is(scalar, Tag.INT) || is(scalar, Tag.FLOAT)) {
      return decimal(text);
    }
    return JSON.textNode(text);
  }

  /** YAML's other notations of numbers (0x10, .inf) stay text: they are no JSON numbers. */
  private static JsonNode decimal(String text) {
    try {
      return JSON.numberNode(new BigDecimal(text));
    } catch (NumberFormatException e) {
      return JSON.textNode(text);
    }
  }

  private static String shown(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }
}
