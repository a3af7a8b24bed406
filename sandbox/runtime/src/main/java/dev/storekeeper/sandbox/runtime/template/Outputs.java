package dev.storekeeper.sandbox.runtime.template;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Evaluates the Outputs section. */
final class Outputs {
  private final Problems problems;
  private final ShapeChecker checker;
  private final Shape shape;

  Outputs(Problems problems, ShapeChecker checker, Shape shape) {
    this.problems = problems;
    this.checker = checker;
    this.shape = shape;
  }

  /** The value of each output whose condition holds. */
  Map<String, String> values(
      Value.Mapping section,
      Map<String, Boolean> conditions,
      Evaluator evaluator,
      PhysicalNames names) {
    Map<String, String> values = new LinkedHashMap<>();
    section
        .members()
        .forEach((name, output) -> {
          checker.check(output, shape, "an output");
          if (output instanceof Value.Mapping mapping && isPresent(mapping, conditions)) {
            mapping
                .get("Value")
                .flatMap(value -> text(names.resolve(evaluator.evaluate(value))))
                .ifPresent(text -> values.put(name, text));
          }
        });
    return values;
  }

  private boolean isPresent(Value.Mapping output, Map<String, Boolean> conditions) {
    Optional<String> condition = output.text("Condition");
    if (condition.isPresent() && !conditions.containsKey(condition.get())) {
      problems.add(
          output.at().member("Condition", output.get("Condition").orElse(output).at().line()),
          "'" + condition.get() + "' is no condition");
    }
    return condition.map(name -> conditions.getOrDefault(name, false)).orElse(true);
  }

  private Optional<String> text(Value value) {
    if (value.text().isEmpty() && !(value instanceof Value.Call)) {
      problems.add(value.at(), "expected a string, found " + value.kind());
    }
    return value.text();
  }
}
