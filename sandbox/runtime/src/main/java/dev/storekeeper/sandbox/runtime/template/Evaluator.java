package dev.storekeeper.sandbox.runtime.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Evaluates intrinsic functions as far as its scope knows what they refer to; the others stay as
 * they are, their known arguments filled in. What is wrong becomes a problem and stays too.
 */
final class Evaluator {
  /** What names in a template stand for. */
  interface Scope {
    /** The value of {@code Ref}, empty to leave it open. */
    Optional<Value> ref(String name, Location at);

    /** The value of {@code Fn::GetAtt}, empty to leave it open. */
    Optional<Value> attribute(String logicalId, String attribute, Location at);
  }

  private final Problems problems;
  private final Scope scope;
  private final Value.Mapping mappings;
  private final Map<String, Boolean> conditions;

  Evaluator(
      Problems problems, Scope scope, Value.Mapping mappings, Map<String, Boolean> conditions) {
    this.problems = problems;
    this.scope = scope;
    this.mappings = mappings;
    this.conditions = Map.copyOf(conditions);
  }

  /** The same in another scope. */
  Evaluator within(Scope other) {
    return new Evaluator(problems, other, mappings, conditions);
  }

  Value evaluate(Value value) {
    return switch (value) {
      case Value.Scalar _, Value.Absent _ -> value;
      case Value.Sequence list -> sequence(list);
      case Value.Mapping mapping -> mapping(mapping);
      case Value.Call call -> call(call);
    };
  }

  /** Like {@link #evaluate}, for an object, which stays one. */
  Value.Mapping mapping(Value.Mapping mapping) {
    Map<String, Value> members = new LinkedHashMap<>();
    mapping
        .members()
        .forEach((name, member) -> {
          Value evaluated = evaluate(member);
          if (!(evaluated instanceof Value.Absent)) {
            members.put(name, evaluated);
          }
        });
    return new Value.Mapping(mapping.at(), members);
  }

  private Value.Sequence sequence(Value.Sequence list) {
    return new Value.Sequence(
        list.at(),
        list.items().stream()
            .map(this::evaluate)
            .filter(item -> !(item instanceof Value.Absent))
            .toList());
  }

  private Value call(Value.Call call) {
    return switch (call.function()) {
      case REF -> call.argument().text().flatMap(name -> scope.ref(name, call.at())).orElse(call);
      case GET_ATT -> attribute(call);
      case SUB -> substitute(call);
      case IF -> choose(call);
      case JOIN -> join(call);
      case SELECT -> select(call);
      case SPLIT -> split(call);
      case FIND_IN_MAP -> find(call);
      case EQUALS, AND, OR, NOT, CONDITION -> wrong(call, "belongs in the Conditions section");
    };
  }

  private Value attribute(Value.Call call) {
    List<Value> arguments = arguments(call, 2);
    if (arguments.isEmpty()) {
      return wrong(call, "expected Resource.Attribute");
    }
    Optional<String> id = arguments.get(0).text();
    Optional<String> attribute = arguments.get(1).text();
    if (id.isEmpty() || attribute.isEmpty()) {
      return wrong(call, "expected the names of a resource and an attribute");
    }
    return scope.attribute(id.get(), attribute.get(), call.at()).orElse(call);
  }

  private Value substitute(Value.Call call) {
    Optional<Substitution> substitution = Substitution.of(call);
    if (substitution.isEmpty()) {
      return wrong(call, "expected a string, or a string and an object of variables");
    }
    List<Value> parts = new ArrayList<>();
    for (Substitution.Part part : substitution.get().parts()) {
      switch (part) {
        case Substitution.Literal literal -> parts.add(Value.text(call.at(), literal.text()));
        case Substitution.Reference reference -> parts.add(evaluate(reference.value()));
        case Substitution.Malformed malformed -> {
          return wrong(call, malformed.complaint());
        }
      }
    }
    return concatenate(call, "", parts);
  }

  private Value choose(Value.Call call) {
    List<Value> arguments = items(call.argument());
    if (arguments.size() != 3) {
      return wrong(call, "expected a condition and two values");
    }
    String name = arguments.getFirst().text().orElse("");
    Boolean holds = conditions.get(name);
    if (holds == null) {
      return wrong(
          call, "'" + name + "' is no condition" + Suggestion.of(name, conditions.keySet()));
    }
    return evaluate(arguments.get(holds ? 1 : 2));
  }

  private Value join(Value.Call call) {
    List<Value> arguments = items(call.argument());
    if (arguments.size() != 2) {
      return wrong(call, "expected a delimiter and a list");
    }
    Optional<String> delimiter = arguments.getFirst().text();
    Value list = evaluate(arguments.get(1));
    return switch (list) {
      case Value.Sequence sequence when delimiter.isPresent() ->
          concatenate(call, delimiter.get(), sequence.items());
      case Value.Call open when delimiter.isPresent() ->
          new Value.Call(
              call.at(),
              call.function(),
              new Value.Sequence(call.argument().at(), List.of(arguments.getFirst(), open)));
      default -> wrong(call, "expected a delimiter and a list");
    };
  }

  private Value concatenate(Value.Call call, String delimiter, List<Value> parts) {
    if (parts.stream().allMatch(part -> part.text().isPresent())) {
      return Value.text(
          call.at(),
          String.join(delimiter, parts.stream().flatMap(part -> part.text().stream()).toList()));
    }
    for (Value part : parts) {
      if (!(part instanceof Value.Call) && part.text().isEmpty()) {
        return wrong(call, "expected strings, found " + part.kind());
      }
    }
    return new Value.Call(
        call.at(),
        Intrinsic.JOIN,
        new Value.Sequence(
            call.at(),
            List.of(Value.text(call.at(), delimiter), new Value.Sequence(call.at(), parts))));
  }

  private Value select(Value.Call call) {
    List<Value> arguments = arguments(call, 2);
    if (arguments.isEmpty()) {
      return wrong(call, "expected an index and a list");
    }
    if (!Values.isResolved(arguments.get(1))) {
      return open(call, arguments);
    }
    List<Value> items = items(arguments.get(1));
    try {
      int index = Integer.parseInt(arguments.getFirst().text().orElse(""));
      if (index >= 0 && index < items.size()) {
        return items.get(index);
      }
      return wrong(call, "the list has " + items.size() + " items, none at " + index);
    } catch (NumberFormatException e) {
      return wrong(call, "expected an index and a list");
    }
  }

  private Value split(Value.Call call) {
    List<Value> arguments = arguments(call, 2);
    if (arguments.isEmpty() || arguments.getFirst().text().orElse("").isEmpty()) {
      return wrong(call, "expected a delimiter and a string");
    }
    if (arguments.get(1) instanceof Value.Call) {
      return open(call, arguments);
    }
    Optional<String> text = arguments.get(1).text();
    if (text.isEmpty()) {
      return wrong(call, "expected a delimiter and a string");
    }
    String delimiter = Pattern.quote(arguments.getFirst().text().orElse(""));
    List<Value> parts = new ArrayList<>();
    for (String part : text.get().split(delimiter, -1)) {
      parts.add(Value.text(call.at(), part));
    }
    return new Value.Sequence(call.at(), parts);
  }

  private Value find(Value.Call call) {
    List<Value> arguments = arguments(call, 3);
    if (arguments.isEmpty() || arguments.stream().anyMatch(part -> part.text().isEmpty())) {
      return wrong(call, "expected the names of a mapping, a key and a second key");
    }
    Value found = mappings;
    for (Value argument : arguments) {
      String name = argument.text().orElse("");
      Value.Mapping level = (Value.Mapping) found;
      if (level.get(name).isEmpty()) {
        return wrong(
            call,
            "'" + name + "' is not in the mapping" + Suggestion.of(name, level.members().keySet()));
      }
      found = level.get(name).get();
    }
    return Values.moved(found, call.at());
  }

  private List<Value> arguments(Value.Call call, int count) {
    List<Value> arguments = items(call.argument()).stream().map(this::evaluate).toList();
    return arguments.size() == count ? arguments : List.of();
  }

  private static List<Value> items(Value value) {
    return value instanceof Value.Sequence list ? list.items() : List.of();
  }

  private static Value open(Value.Call call, List<Value> arguments) {
    return new Value.Call(
        call.at(), call.function(), new Value.Sequence(call.argument().at(), arguments));
  }

  private Value wrong(Value.Call call, String message) {
    problems.add(call.at(), call.function().written() + ": " + message);
    return call;
  }
}
