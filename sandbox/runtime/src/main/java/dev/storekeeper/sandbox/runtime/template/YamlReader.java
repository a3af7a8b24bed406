package dev.storekeeper.sandbox.runtime.template;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Reads YAML 1.2 with CloudFormation's short-form tags. Duplicate keys, unknown tags and what
 * CloudFormation's YAML 1.1 would read differently are problems.
 */
final class YamlReader {
  private static final int MAX_CHARACTERS = 1 << 20;
  private static final int MAX_DEPTH = 60;
  private static final int MAX_NODES = 100_000;
  private static final Set<String> OLD_BOOLEANS = Set.of("yes", "no", "on", "off");

  private final Problems problems;
  private int nodes;

  YamlReader(Problems problems) {
    this.problems = problems;
  }

  /** The file's one document, if it is an object; else a problem is added. */
  Optional<Value.Mapping> read(String text) {
    Location root = new Location("", 1);
    try {
      var settings =
          LoadSettings.builder()
              .setSchema(new CoreSchema())
              .setCodePointLimit(MAX_CHARACTERS)
              .build();
      Optional<Value> value =
          new Compose(settings).composeString(text).flatMap(node -> value(node, root, 0));
      if (value.isPresent() && value.get() instanceof Value.Mapping mapping) {
        return Optional.of(mapping);
      }
      if (problems.isEmpty()) {
        problems.add(root, "expected an object with sections");
      }
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(Mark::getLine).orElse(0) + 1;
      problems.add(new Location("", line), "not YAML: " + e.getProblem());
    } catch (YamlEngineException e) {
      problems.add(root, "not YAML: " + e.getMessage());
    }
    return Optional.empty();
  }

  private Optional<Value> value(Node node, Location at, int depth) {
    if (depth > MAX_DEPTH || ++nodes > MAX_NODES) {
      problems.add(at, "nested deeper than " + MAX_DEPTH + " or more than " + MAX_NODES + " parts");
      return Optional.empty();
    }
    String tag = node.getTag().getValue();
    if (!tag.startsWith("!") || node.getTag().equals(Tag.ENV_TAG)) {
      return plain(node, at, depth);
    }
    Optional<Intrinsic> function = Intrinsic.ofTag(tag);
    if (function.isEmpty()) {
      problems.add(at, "unknown tag " + tag + "; known functions are " + Intrinsic.known());
      return Optional.empty();
    }
    return plain(node, at.member(function.get().written()), depth)
        .map(argument -> new Value.Call(at, function.get(), argument(function.get(), argument)));
  }

  private Optional<Value> plain(Node node, Location at, int depth) {
    return switch (node) {
      case ScalarNode scalar -> scalar(scalar, at);
      case SequenceNode sequence -> Optional.of(sequence(sequence, at, depth));
      case MappingNode mapping -> Optional.of(mapping(mapping, at, depth));
      default -> throw new IllegalStateException("a node of type " + node.getNodeType());
    };
  }

  private Value sequence(SequenceNode node, Location at, int depth) {
    List<Value> items = new ArrayList<>();
    for (Node item : node.getValue()) {
      value(item, at.item(items.size(), line(item)), depth + 1).ifPresent(items::add);
    }
    return new Value.Sequence(at, items);
  }

  private Value mapping(MappingNode node, Location at, int depth) {
    var members = new LinkedHashMap<String, Value>();
    var lines = new LinkedHashMap<String, Integer>();
    for (NodeTuple tuple : node.getValue()) {
      int line = line(tuple.getKeyNode());
      if (!(tuple.getKeyNode() instanceof ScalarNode scalar)) {
        problems.add(new Location(at.path(), line), "a key must be a string");
        continue;
      }
      String key = scalar.getValue();
      Location member = at.member(key, line);
      Integer earlier = lines.putIfAbsent(key, line);
      if (earlier != null) {
        problems.add(member, "duplicate key; it is already on line " + earlier);
        continue;
      }
      value(tuple.getValueNode(), member, depth + 1).ifPresent(value -> members.put(key, value));
    }
    return call(new Value.Mapping(at, members));
  }

  private Value call(Value.Mapping mapping) {
    for (var member : mapping.members().entrySet()) {
      String key = member.getKey();
      Optional<Intrinsic> function = Intrinsic.ofKey(key);
      if (function.isEmpty()) {
        if (key.startsWith("Fn::")) {
          problems.add(
              member.getValue().at(),
              "unknown intrinsic function; known functions are " + Intrinsic.known());
        }
        continue;
      }
      if (mapping.members().size() > 1) {
        problems.add(member.getValue().at(), key + " must be the only key of its object");
        continue;
      }
      return new Value.Call(
          mapping.at(), function.get(), argument(function.get(), member.getValue()));
    }
    return mapping;
  }

  /** {@code Fn::GetAtt} may be written as one string, of which the first dot divides. */
  private static Value argument(Intrinsic function, Value argument) {
    if (function != Intrinsic.GET_ATT || !(argument instanceof Value.Scalar scalar)) {
      return argument;
    }
    int dot = scalar.written().indexOf('.');
    if (dot < 0) {
      return argument;
    }
    Location at = scalar.at();
    return new Value.Sequence(
        at,
        List.of(
            Value.text(at, scalar.written().substring(0, dot)),
            Value.text(at, scalar.written().substring(dot + 1))));
  }

  private Optional<Value> scalar(ScalarNode node, Location at) {
    String text = node.getValue();
    Tag tag = node.getTag();
    if (tag.equals(Tag.NULL)) {
      return Optional.of(new Value.Scalar(at, NullNode.getInstance(), text));
    }
    if (tag.equals(Tag.BOOL)) {
      var json = BooleanNode.valueOf(text.toLowerCase(Locale.ROOT).equals("true"));
      return Optional.of(new Value.Scalar(at, json, json.asText()));
    }
    if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
      return number(text, tag, at);
    }
    if (tag.equals(Tag.STR) || tag.getValue().startsWith("!")) {
      if (node.isPlain() && OLD_BOOLEANS.contains(text.toLowerCase(Locale.ROOT))) {
        problems.add(
            at,
            text
                + " is a boolean to CloudFormation, which reads YAML 1.1; quote it, or write true"
                + " or false");
      }
      return Optional.of(new Value.Scalar(at, TextNode.valueOf(text), text));
    }
    problems.add(at, "unknown tag " + tag.getValue());
    return Optional.empty();
  }

  private Optional<Value> number(String text, Tag tag, Location at) {
    try {
      if (tag.equals(Tag.FLOAT)) {
        return Optional.of(new Value.Scalar(at, DecimalNode.valueOf(new BigDecimal(text)), text));
      }
      if (text.startsWith("0o")) {
        problems.add(at, "an octal number; CloudFormation reads it as a string");
        return Optional.empty();
      }
      BigInteger number =
          text.startsWith("0x")
              ? new BigInteger(text.substring(2), 16)
              : new BigInteger(text.startsWith("+") ? text.substring(1) : text);
      return Optional.of(
          new Value.Scalar(at, JsonNodeFactory.instance.numberNode(number.longValueExact()), text));
    } catch (ArithmeticException | NumberFormatException e) {
      problems.add(at, text + " is no number that fits");
      return Optional.empty();
    }
  }

  private static int line(Node node) {
    return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
  }
}
