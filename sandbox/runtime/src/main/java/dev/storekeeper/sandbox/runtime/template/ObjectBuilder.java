package dev.storekeeper.sandbox.runtime.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds an object that stands for something written at one place. */
final class ObjectBuilder {
  private final Location at;
  private final Map<String, Value> members = new LinkedHashMap<>();

  ObjectBuilder(Location at) {
    this.at = at;
  }

  ObjectBuilder put(String name, Value value) {
    members.put(name, value);
    return this;
  }

  ObjectBuilder put(String name, String text) {
    return put(name, Value.text(at, text));
  }

  ObjectBuilder put(String name, Optional<? extends Value> value) {
    value.ifPresent(present -> put(name, present));
    return this;
  }

  ObjectBuilder put(String name, List<? extends Value> items) {
    return put(name, new Value.Sequence(at, List.copyOf(items)));
  }

  /** Takes over those of the members of another object that it has. */
  ObjectBuilder copy(Value.Mapping from, String... names) {
    for (String name : names) {
      put(name, from.get(name));
    }
    return this;
  }

  Value.Mapping build() {
    return new Value.Mapping(at, members);
  }
}
