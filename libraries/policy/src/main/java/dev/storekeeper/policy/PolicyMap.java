package dev.storekeeper.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A mapping in a policy file, read field by field. A field that is missing or of another type than
 * asked for is a problem of the file; the method then returns an empty value so that reading goes
 * on and finds the rest. Not thread-safe.
 */
public final class PolicyMap {
  private final PolicyFile file;
  private final MappingNode node;
  private final String path;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final Map<String, ScalarNode> keys = new LinkedHashMap<>();
  private final Set<String> known = new TreeSet<>();

  PolicyMap(PolicyFile file, MappingNode node, String path) {
    this.file = file;
    this.node = node;
    this.path = path;
    for (NodeTuple entry : node.getValue()) {
      ScalarNode key = (ScalarNode) entry.getKeyNode();
      values.put(key.getValue(), entry.getValueNode());
      keys.put(key.getValue(), key);
    }
    file.register(this);
  }

  /** A text that must be there and not be blank. */
  public String string(String field) {
    return required(field, "text").flatMap(value -> text(field, value)).orElse("");
  }

  /** A text that may be absent. */
  public Optional<String> optionalString(String field) {
    return value(field).flatMap(value -> text(field, value));
  }

  /** A whole number that must be there. */
  public long integer(String field) {
    Optional<Node> value = required(field, "a whole number");
    if (value.isEmpty()) {
      return 0;
    }
    if (value.get() instanceof ScalarNode scalar
        && Values.is(scalar, Tag.INT)
        && scalar.getValue().matches("-?[0-9]{1,18}")) {
      return Long.parseLong(scalar.getValue());
    }
    problem(field, value.get(), "a whole number");
    return 0;
  }

  /** One of these texts; the first if the field is wrong. */
  public String choice(String field, List<String> choices) {
    String value = string(field);
    if (choices.contains(value)) {
      return value;
    }
    if (!value.isEmpty()) {
      problem(field, "\"" + value + "\"", "one of " + String.join(", ", choices));
    }
    return choices.getFirst();
  }

  /** A list of texts that must be there and not be empty. */
  public List<String> strings(String field) {
    List<String> texts = new ArrayList<>();
    for (Node item : items(field, "a list of texts")) {
      text(field + "[" + texts.size() + "]", item).ifPresent(texts::add);
    }
    return texts;
  }

  /** A list of mappings that must be there and not be empty. */
  public List<PolicyMap> list(String field) {
    List<PolicyMap> maps = new ArrayList<>();
    int index = 0;
    for (Node item : items(field, "a list of mappings")) {
      map(field + "[" + index++ + "]", item).ifPresent(maps::add);
    }
    return maps;
  }

  /** Mappings by name that must be there and not be empty, in the file's order. */
  public Map<String, PolicyMap> maps(String field) {
    Map<String, PolicyMap> maps = new LinkedHashMap<>();
    required(field, "mappings by name")
        .flatMap(value -> map(field, value))
        .ifPresent(parent ->
            parent.values.forEach((name, value) -> {
              parent.known.add(name);
              parent.map(name, value).ifPresent(map -> maps.put(name, map));
            }));
    return maps;
  }

  /** An event pattern that must be there; a bad one is a problem of the file. */
  public Optional<EventPattern> pattern(String field) {
    Optional<Node> value = required(field, "an event pattern");
    if (value.isPresent() && !(value.get() instanceof MappingNode)) {
      problem(field, value.get(), "an event pattern");
      return Optional.empty();
    }
    return value.flatMap(
        pattern -> new PatternReader(file.problems()).read((MappingNode) pattern, at(field)));
  }

  /** Adds a problem that only the policy's own rules know of. */
  public void problem(String field, String found, String expected) {
    String name = field.contains("[") ? field.substring(0, field.indexOf('[')) : field;
    file.problems().add(values.getOrDefault(name, node), at(field), found, expected);
  }

  void reportUnknownFields() {
    keys.forEach((name, key) -> {
      if (!known.contains(name)) {
        String fields = "one of " + String.join(", ", known);
        String expected =
            Spelling.nearest(name, known)
                .map(near -> "\"" + near + "\", or " + fields)
                .orElse(fields);
        file.problems().add(key, at(name), "an unknown field", expected);
      }
    });
  }

  private Optional<Node> value(String field) {
    known.add(field);
    return Optional.ofNullable(values.get(field));
  }

  private Optional<Node> required(String field, String expected) {
    Optional<Node> value = value(field);
    if (value.isEmpty()) {
      file.problems().add(node, at(field), "nothing", expected);
    }
    return value;
  }

  private List<Node> items(String field, String expected) {
    Optional<Node> value = required(field, expected);
    if (value.isPresent()
        && value.get() instanceof SequenceNode list
        && !list.getValue().isEmpty()) {
      return list.getValue();
    }
    value.ifPresent(found -> problem(field, found, expected));
    return List.of();
  }

  private Optional<String> text(String field, Node value) {
    if (value instanceof ScalarNode scalar
        && Values.isText(scalar)
        && !scalar.getValue().isBlank()) {
      return Optional.of(scalar.getValue());
    }
    problem(field, value, "text");
    return Optional.empty();
  }

  private Optional<PolicyMap> map(String field, Node value) {
    if (value instanceof MappingNode mapping && !mapping.getValue().isEmpty()) {
      return Optional.of(new PolicyMap(file, mapping, at(field)));
    }
    problem(field, value, "a mapping");
    return Optional.empty();
  }

  private void problem(String field, Node found, String expected) {
    file.problems().add(found, at(field), Values.describe(found), expected);
  }

  private String at(String field) {
    return path.isEmpty() ? field : path + "." + field;
  }
}
