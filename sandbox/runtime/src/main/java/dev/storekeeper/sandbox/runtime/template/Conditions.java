package dev.storekeeper.sandbox.runtime.template;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/** Evaluates the Conditions section, which knows only parameters and mappings. */
final class Conditions {
  private final Problems problems;
  private final Value.Mapping section;
  private final Evaluator evaluator;
  private final Map<String, Boolean> known = new LinkedHashMap<>();
  private final SequencedSet<String> underWay = new LinkedHashSet<>();

  private Conditions(Problems problems, Value.Mapping section, Evaluator evaluator) {
    this.problems = problems;
    this.section = section;
    this.evaluator = evaluator;
  }

  /** All conditions by name; one that is wrong becomes a problem and counts as false. */
  static Map<String, Boolean> evaluate(
      Problems problems, Value.Mapping section, Evaluator evaluator) {
    Conditions conditions = new Conditions(problems, section, evaluator);
    section.members().forEach((name, value) -> conditions.named(name, value.at()));
    return conditions.known;
  }

  private boolean named(String name, Location at) {
    Boolean done = known.get(name);
    if (done != null) {
      return done;
    }
    Value value = section.members().get(name);
    if (value == null) {
      return wrong(
          at, "'" + name + "' is no condition" + Suggestion.of(name, section.members().keySet()));
    }
    if (!underWay.add(name)) {
      return wrong(
          value.at(), "depends on itself: " + String.join(" -> ", underWay) + " -> " + name);
    }
    boolean holds = holds(value);
    underWay.remove(name);
    known.put(name, holds);
    return holds;
  }

  private boolean holds(Value value) {
    if (value instanceof Value.Mapping mapping
        && mapping.members().size() == 1
        && mapping.text("Condition").isPresent()) {
      return named(mapping.text("Condition").get(), mapping.at());
    }
    if (!(value instanceof Value.Call call)) {
      return wrong(value.at(), "expected a condition function, found " + value.kind());
    }
    List<Value> arguments =
        call.argument() instanceof Value.Sequence list ? list.items() : List.of();
    return switch (call.function()) {
      case EQUALS -> equal(call, arguments);
      case AND -> !several(call, arguments).contains(false);
      case OR -> several(call, arguments).contains(true);
      case NOT ->
          arguments.size() == 1
              ? !holds(arguments.getFirst())
              : wrong(call.at(), "Fn::Not: expected a list of one condition");
      case CONDITION -> named(call.argument().text().orElse(""), call.at());
      default -> wrong(call.at(), call.function().written() + " decides nothing");
    };
  }

  /** What each of the arguments holds; all are evaluated, so that all problems show. */
  private List<Boolean> several(Value.Call call, List<Value> arguments) {
    if (arguments.size() < 2 || arguments.size() > 10) {
      return List.of(wrong(call.at(), call.function().written() + ": expected 2 to 10 conditions"));
    }
    return arguments.stream().map(this::holds).toList();
  }

  private boolean equal(Value.Call call, List<Value> arguments) {
    if (arguments.size() != 2) {
      return wrong(call.at(), "Fn::Equals: expected two values");
    }
    Value left = evaluator.evaluate(arguments.get(0));
    Value right = evaluator.evaluate(arguments.get(1));
    if (!Values.isResolved(left) || !Values.isResolved(right)) {
      return wrong(call.at(), "Fn::Equals: a condition may refer to parameters only");
    }
    return (left.text().isPresent() && right.text().isPresent())
        ? left.text().equals(right.text())
        : left.toJson().equals(right.toJson());
  }

  private boolean wrong(Location at, String message) {
    problems.add(at, message);
    return false;
  }
}
