package dev.storekeeper.policy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

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
    return required(field, "a whole number").flatMap(value -> integer(field, value)).orElse(0L);
  }

  /** A whole number that may be absent, within bounds. */
  public Optional<Long> optionalInteger(String field, long least, long most) {
    Optional<Long> number = value(field).flatMap(value -> integer(field, value));
    if (number.isPresent() && (number.get() < least || number.get() > most)) {
      problem(field, number.get().toString(), least + " to " + most);
      return Optional.empty();
    }
    return number;
  }

  /** A number of seconds that may be absent, within bounds. */
  public Optional<Duration> optionalSeconds(String field, Duration least, Duration most) {
    return optionalInteger(field, least.toSeconds(), most.toSeconds()).map(Duration::ofSeconds);
  }

  /** {@code true} or {@code false}, which may be absent. */
  public Optional<Boolean> optionalBoolean(String field) {
    return value(field).flatMap(value -> read(field, value, Values::bool, "true or false"));
  }

  /** The same, or a variable whose text is exactly that. */
  public Optional<Boolean> optionalVariableBoolean(String field) {
    String expected = "true or false, or a variable that is exactly that";
    return value(field).flatMap(value -> read(field, value, Values::variableBool, expected));
  }

  /** One of these texts; the first if the field is wrong. */
  public String choice(String field, List<String> choices) {
    return required(field, "text").isPresent()
        ? optionalChoice(field, choices)
        : choices.getFirst();
  }

  /** One of these texts; the first if the field is absent or wrong. */
  public String optionalChoice(String field, List<String> choices) {
    Optional<String> value = optionalString(field);
    if (value.isEmpty() || choices.contains(value.get())) {
      return value.orElse(choices.getFirst());
    }
    String expected = "one of " + String.join(", ", choices);
    problem(field, "\"" + value.get() + "\"", expected);
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

  /** A list of texts that may be absent but not be empty. */
  public List<String> optionalStrings(String field) {
    return has(field) ? strings(field) : List.of();
  }

  /** A text, or a list of texts, that must be there. */
  public List<String> stringOrStrings(String field) {
    Optional<Node> value = required(field, "text, or a list of texts");
    if (value.isEmpty()) {
      return List.of();
    }
    return value.get() instanceof ScalarNode
        ? optionalString(field).stream().toList()
        : strings(field);
  }

  /** A list of mappings that may be absent but not be empty. */
  public List<PolicyMap> optionalList(String field) {
    return has(field) ? list(field) : List.of();
  }

  /** A mapping that must be there and not be empty. */
  public Optional<PolicyMap> map(String field) {
    return required(field, "a mapping").flatMap(value -> map(field, value));
  }

  /** A mapping that may be absent but not be empty. */
  public Optional<PolicyMap> optionalMap(String field) {
    return value(field).flatMap(value -> map(field, value));
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
    return required(field, "an event pattern").flatMap(value -> pattern(field, value, false));
  }

  /**
   * An event pattern that may be absent, and whose field names may have dots and slashes: they mean
   * members of exactly that name, never nested ones.
   */
  public Optional<EventPattern> optionalPatternOfExactNames(String field) {
    return value(field).flatMap(value -> pattern(field, value, true));
  }

  /** A mapping of any kind that must be there, as JSON. */
  public ObjectNode json(String field) {
    return required(field, "a mapping")
        .filter(value -> value instanceof MappingNode || map(field, value).isPresent())
        .map(value -> (ObjectNode) Values.json(value))
        .orElseGet(JsonNodeFactory.instance::objectNode);
  }

  /** All of this mapping as JSON; its fields are not known by that. */
  public ObjectNode json() {
    return (ObjectNode) Values.json(node);
  }

  /** Whether a field is there, of whatever type. */
  public boolean has(String field) {
    return value(field).isPresent();
  }

  /** Whether a field is there and a mapping. */
  public boolean isMapping(String field) {
    return value(field).filter(MappingNode.class::isInstance).isPresent();
  }

  /** Where a field stands, or this mapping if it is absent. */
  public Place place(String field) {
    return place(field, List.of());
  }

  /**
   * Where something in a field stands.
   *
   * @param inner names and indices below the field, outermost first
   */
  public Place place(String field, List<String> inner) {
    return file.problems().place(values.getOrDefault(field, node), at(field), inner);
  }

  /** Adds a problem that only the policy's own rules know of. */
  public void problem(String field, String found, String expected) {
    String name = field.contains("[") ? field.substring(0, field.indexOf('[')) : field;
    file.problems().add(values.getOrDefault(name, node), at(field), found, expected);
  }

  /** The same at a place that {@link #place} told. */
  public void problem(Place place, String found, String expected) {
    file.problems().add(new Problem(place, found, expected));
  }

  void reportUnknownFields() {
    keys.forEach((name, key) -> {
      if (!known.contains(name)) {
        file.problems().add(key, at(name), "an unknown field", Spelling.oneOf(name, known));
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

  private Optional<Long> integer(String field, Node value) {
    return read(field, value, Values::integer, "a whole number");
  }

  private <T> Optional<T> read(
      String field, Node value, Function<Node, Optional<T>> reader, String expected) {
    Optional<T> read = reader.apply(value);
    if (read.isEmpty()) {
      problem(field, value, expected);
    }
    return read;
  }

  private Optional<EventPattern> pattern(String field, Node value, boolean exactNames) {
    if (value instanceof MappingNode mapping) {
      return new PatternReader(file.problems()).read(mapping, at(field), exactNames);
    }
    problem(field, value, "an event pattern");
    return Optional.empty();
  }

  private Optional<String> text(String field, Node value) {
    return read(field, value, Values::text, "text");
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
