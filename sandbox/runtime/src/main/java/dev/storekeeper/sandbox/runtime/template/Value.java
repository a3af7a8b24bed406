package dev.storekeeper.sandbox.runtime.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** A part of a template that knows where it was written. */
sealed interface Value {
  /** Where it was written; for a member of a mapping the place of its key. */
  Location at();

  /** What a person calls such a value, for example {@code a string}. */
  String kind();

  /** The same as JSON; calls that are still open become null. */
  JsonNode toJson();

  /** The text of a scalar, whatever its type. */
  default Optional<String> text() {
    return Optional.empty();
  }

  /** A string, number, boolean or null; {@code text} is how it was written. */
  record Scalar(Location at, JsonNode json, String written) implements Value {
    @Override
    public String kind() {
      return switch (json.getNodeType()) {
        case STRING -> "a string";
        case NUMBER -> "a number";
        case BOOLEAN -> "a boolean";
        default -> "nothing";
      };
    }

    @Override
    public JsonNode toJson() {
      return json;
    }

    @Override
    public Optional<String> text() {
      return json.isNull() ? Optional.empty() : Optional.of(written);
    }
  }

  /** A list. */
  record Sequence(Location at, List<Value> items) implements Value {
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String kind() {
      return "a list";
    }

    @Override
    public JsonNode toJson() {
      var array = JsonNodeFactory.instance.arrayNode();
      items.forEach(item -> array.add(item.toJson()));
      return array;
    }
  }

  /** An object; its members keep their order. */
  record Mapping(Location at, Map<String, Value> members) implements Value {
    public Mapping {
      members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    @Override
    public String kind() {
      return "an object";
    }

    @Override
    public JsonNode toJson() {
      var object = JsonNodeFactory.instance.objectNode();
      members.forEach((name, member) -> object.set(name, member.toJson()));
      return object;
    }

    Optional<Value> get(String name) {
      return Optional.ofNullable(members.get(name));
    }

    Optional<Mapping> mapping(String name) {
      return get(name).filter(Mapping.class::isInstance).map(Mapping.class::cast);
    }

    Optional<String> text(String name) {
      return get(name).flatMap(Value::text);
    }

    /** A copy with one member set. */
    Mapping with(String name, Value member) {
      SequencedMap<String, Value> copy = new LinkedHashMap<>(members);
      copy.put(name, member);
      return new Mapping(at, copy);
    }

    /** A copy without some members. */
    Mapping without(String... names) {
      SequencedMap<String, Value> copy = new LinkedHashMap<>(members);
      List.of(names).forEach(copy::remove);
      return new Mapping(at, copy);
    }
  }

  /** An intrinsic function that is not evaluated, or not yet. */
  record Call(Location at, Intrinsic function, Value argument) implements Value {
    @Override
    public String kind() {
      return function.written();
    }

    @Override
    public JsonNode toJson() {
      return JsonNodeFactory.instance.nullNode();
    }
  }

  /** {@code AWS::NoValue}: the member or item is as if not written. */
  record Absent(Location at) implements Value {
    @Override
    public String kind() {
      return "AWS::NoValue";
    }

    @Override
    public JsonNode toJson() {
      return JsonNodeFactory.instance.nullNode();
    }
  }

  static Scalar text(Location at, String text) {
    return new Scalar(at, TextNode.valueOf(text), text);
  }

  static Scalar flag(Location at, boolean flag) {
    return new Scalar(at, BooleanNode.valueOf(flag), String.valueOf(flag));
  }

  /** A reference to a resource's {@code Ref} value. */
  static Call ref(Location at, String logicalId) {
    return new Call(at, Intrinsic.REF, text(at, logicalId));
  }

  /** A reference to a resource's attribute. */
  static Call attribute(Location at, String logicalId, String attribute) {
    return new Call(
        at, Intrinsic.GET_ATT, new Sequence(at, List.of(text(at, logicalId), text(at, attribute))));
  }
}
