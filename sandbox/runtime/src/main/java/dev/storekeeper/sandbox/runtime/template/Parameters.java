package dev.storekeeper.sandbox.runtime.template;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Gives the Parameters section its values. Messages never show a value, as it may be a secret. */
final class Parameters {
  private final Problems problems;
  private final ShapeChecker checker;
  private final Shape shape;

  Parameters(Problems problems, ShapeChecker checker, Shape shape) {
    this.problems = problems;
    this.checker = checker;
    this.shape = shape;
  }

  /** The value of each parameter: a string, a number or a list of strings. */
  Map<String, Value> values(Value.Mapping section, Map<String, String> given) {
    for (String name : given.keySet()) {
      if (section.get(name).isEmpty()) {
        problems.add(
            section.at(),
            "a value is given for the unknown parameter "
                + name
                + Suggestion.of(name, section.members().keySet()));
      }
    }
    Map<String, Value> values = new LinkedHashMap<>();
    section
        .members()
        .forEach((name, definition) -> {
          checker.check(definition, shape, "a parameter");
          Value value =
              definition instanceof Value.Mapping mapping
                  ? value(name, mapping, Optional.ofNullable(given.get(name)))
                  : definition;
          values.put(name, value);
        });
    return values;
  }

  private Value value(String name, Value.Mapping definition, Optional<String> given) {
    Location at = definition.at();
    Optional<String> text = given.or(() -> definition.text("Default"));
    if (text.isEmpty()) {
      problems.add(at, "parameter " + name + " has neither a value nor a Default");
      return Value.text(at, "");
    }
    String type = definition.text("Type").orElse("String");
    if (type.equals("CommaDelimitedList")) {
      List<String> items = Arrays.stream(text.get().split(",", -1)).map(String::strip).toList();
      items.forEach(item -> constrain(definition, item, type));
      return new Value.Sequence(
          at, items.stream().<Value>map(item -> Value.text(at, item)).toList());
    }
    constrain(definition, text.get(), type);
    return Value.text(at, text.get());
  }

  private void constrain(Value.Mapping definition, String text, String type) {
    if (type.equals("Number")) {
      constrainNumber(definition, text);
    } else {
      constrainLength(definition, text);
    }
    if (definition.get("AllowedValues").orElse(definition) instanceof Value.Sequence allowed) {
      List<String> texts = allowed.items().stream().flatMap(item -> item.text().stream()).toList();
      if (!texts.contains(text)) {
        refuse(definition, "expected one of " + String.join(", ", texts));
      }
    }
    definition
        .text("AllowedPattern")
        .ifPresent(pattern -> constrainPattern(definition, text, pattern));
  }

  private void constrainPattern(Value.Mapping definition, String text, String pattern) {
    try {
      if (!Pattern.matches(pattern, text)) {
        refuse(definition, "does not match AllowedPattern " + pattern);
      }
    } catch (PatternSyntaxException e) {
      problems.add(definition.at().member("AllowedPattern"), "no regular expression: " + pattern);
    }
  }

  private void constrainNumber(Value.Mapping definition, String text) {
    Optional<BigDecimal> number = number(text);
    if (number.isEmpty()) {
      refuse(definition, "expected a number");
      return;
    }
    bound(definition, "MinValue")
        .filter(min -> number.get().compareTo(min) < 0)
        .ifPresent(min -> refuse(definition, "less than MinValue " + min));
    bound(definition, "MaxValue")
        .filter(max -> number.get().compareTo(max) > 0)
        .ifPresent(max -> refuse(definition, "more than MaxValue " + max));
  }

  private void constrainLength(Value.Mapping definition, String text) {
    BigDecimal length = BigDecimal.valueOf(text.length());
    bound(definition, "MinLength")
        .filter(min -> length.compareTo(min) < 0)
        .ifPresent(min -> refuse(definition, "shorter than MinLength " + min));
    bound(definition, "MaxLength")
        .filter(max -> length.compareTo(max) > 0)
        .ifPresent(max -> refuse(definition, "longer than MaxLength " + max));
  }

  private static Optional<BigDecimal> bound(Value.Mapping definition, String name) {
    return definition.text(name).flatMap(Parameters::number);
  }

  private static Optional<BigDecimal> number(String text) {
    try {
      return Optional.of(new BigDecimal(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private void refuse(Value.Mapping definition, String message) {
    String hint = definition.text("ConstraintDescription").map(text -> "; " + text).orElse("");
    problems.add(definition.at(), "the value is refused: " + message + hint);
  }
}
