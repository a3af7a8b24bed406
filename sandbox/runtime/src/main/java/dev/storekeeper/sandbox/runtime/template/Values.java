package dev.storekeeper.sandbox.runtime.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Walks through values. */
final class Values {
  private Values() {}

  /** Whether no intrinsic function is left in a value. */
  static boolean isResolved(Value value) {
    return switch (value) {
      case Value.Call _ -> false;
      case Value.Sequence list -> list.items().stream().allMatch(Values::isResolved);
      case Value.Mapping mapping ->
          mapping.members().values().stream().allMatch(Values::isResolved);
      case Value.Scalar _, Value.Absent _ -> true;
    };
  }

  /** Where a part of a value was written, or the nearest part around it that exists. */
  static Location locate(Value value, List<Object> path) {
    Value part = value;
    Location at = value.at();
    for (Object step : path) {
      if (part instanceof Value.Mapping mapping && mapping.get(step.toString()).isPresent()) {
        part = mapping.get(step.toString()).get();
        at = part.at();
      } else if (part instanceof Value.Sequence list
          && step instanceof Integer index
          && index < list.items().size()) {
        part = list.items().get(index);
        at = part.at();
      } else {
        at = at.member(step.toString());
      }
    }
    return at;
  }

  /** The same value as if it were written elsewhere. */
  static Value moved(Value value, Location at) {
    return switch (value) {
      case Value.Scalar scalar -> new Value.Scalar(at, scalar.json(), scalar.written());
      case Value.Absent _ -> new Value.Absent(at);
      case Value.Call call -> new Value.Call(at, call.function(), moved(call.argument(), at));
      case Value.Sequence list ->
          new Value.Sequence(at, list.items().stream().map(item -> moved(item, at)).toList());
      case Value.Mapping mapping -> {
        Map<String, Value> members = new LinkedHashMap<>();
        mapping.members().forEach((name, member) -> members.put(name, moved(member, at)));
        yield new Value.Mapping(at, members);
      }
    };
  }

  /** A value that was not written, but stands for something written at a place. */
  static Value of(Location at, JsonNode json) {
    if (json.isObject()) {
      Map<String, Value> members = new LinkedHashMap<>();
      json.properties().forEach(entry -> members.put(entry.getKey(), of(at, entry.getValue())));
      return new Value.Mapping(at, members);
    }
    if (json.isArray()) {
      List<Value> items = new ArrayList<>();
      json.forEach(item -> items.add(of(at, item)));
      return new Value.Sequence(at, items);
    }
    return new Value.Scalar(at, json, json.asText());
  }

  /** Visits every call in a value, those inside of arguments included. */
  static void forEachCall(Value value, Consumer<Value.Call> visitor) {
    switch (value) {
      case Value.Call call -> {
        visitor.accept(call);
        forEachCall(call.argument(), visitor);
      }
      case Value.Sequence list -> list.items().forEach(item -> forEachCall(item, visitor));
      case Value.Mapping mapping ->
          mapping.members().values().forEach(member -> forEachCall(member, visitor));
      case Value.Scalar _, Value.Absent _ -> {}
    }
  }
}
