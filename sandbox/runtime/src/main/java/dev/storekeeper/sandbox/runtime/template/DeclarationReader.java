package dev.storekeeper.sandbox.runtime.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the Resources section: types, conditions and properties, checked against the types. */
final class DeclarationReader {
  private static final int MAX_RESOURCES = 500;
  private static final Pattern LOGICAL_ID = Pattern.compile("[A-Za-z0-9]{1,255}");

  private final Problems problems;
  private final ShapeChecker checker;
  private final ResourceTypes types;
  private final Evaluator evaluator;
  private final Map<String, Boolean> conditions;
  private final Globals globals;
  private final List<Declaration> present = new ArrayList<>();
  private final Map<String, String> excluded = new LinkedHashMap<>();
  private final Set<String> unusable = new LinkedHashSet<>();

  DeclarationReader(
      Problems problems,
      ShapeChecker checker,
      ResourceTypes types,
      Evaluator evaluator,
      Map<String, Boolean> conditions,
      Globals globals) {
    this.problems = problems;
    this.checker = checker;
    this.types = types;
    this.evaluator = evaluator;
    this.conditions = conditions;
    this.globals = globals;
  }

  Declarations read(Value.Mapping section) {
    if (section.members().size() > MAX_RESOURCES) {
      problems.add(section.at(), "more than " + MAX_RESOURCES + " resources");
    }
    section.members().forEach((id, value) -> read(id, value, section));
    return new Declarations(present, excluded, unusable);
  }

  private void read(String id, Value value, Value.Mapping section) {
    if (!LOGICAL_ID.matcher(id).matches()) {
      problems.add(value.at(), "a logical id has letters and digits only, at most 255");
    }
    checker.check(value, types.shape("TemplateResource"), "a resource");
    String type = value instanceof Value.Mapping body ? body.text("Type").orElse("") : "";
    Optional<ResourceType> known = types.find(type);
    if (!(value instanceof Value.Mapping body) || known.isEmpty()) {
      if (!type.isEmpty()) {
        problems.add(
            value.at().member("Type", lineOf(value)),
            "unknown resource type " + type + Suggestion.of(type, types.names()));
      }
      unusable.add(id);
      return;
    }
    Value properties =
        body.get("Properties").orElse(new Value.Mapping(value.at().member("Properties"), Map.of()));
    if (!(properties instanceof Value.Mapping own)) {
      problems.add(properties.at(), "expected an object, found " + properties.kind());
      unusable.add(id);
      return;
    }
    List<String> dependsOn = dependsOn(body, section);
    Value.Mapping evaluated = evaluator.mapping(globals.merge(type, own));
    checker.check(evaluated, known.get().properties(), type);
    if (isPresent(id, body)) {
      present.add(new Declaration(id, type, value.at(), evaluated, dependsOn));
    }
  }

  private static int lineOf(Value value) {
    return value instanceof Value.Mapping body
        ? body.get("Type").map(type -> type.at().line()).orElse(value.at().line())
        : value.at().line();
  }

  private boolean isPresent(String id, Value.Mapping body) {
    Optional<String> condition = body.text("Condition");
    if (condition.isEmpty()) {
      return true;
    }
    Boolean holds = conditions.get(condition.get());
    if (holds == null) {
      problems.add(
          body.at().member("Condition", body.get("Condition").orElse(body).at().line()),
          "'"
              + condition.get()
              + "' is no condition"
              + Suggestion.of(condition.get(), conditions.keySet()));
      return true;
    }
    if (!holds) {
      excluded.put(id, condition.get());
    }
    return holds;
  }

  private List<String> dependsOn(Value.Mapping body, Value.Mapping section) {
    List<String> ids = new ArrayList<>();
    Optional<Value> value = body.get("DependsOn");
    List<Value> items =
        value
            .map(given -> given instanceof Value.Sequence list ? list.items() : List.of(given))
            .orElse(List.of());
    for (Value item : items) {
      String id = item.text().orElse("");
      if (section.get(id).isEmpty()) {
        problems.add(
            item.at(),
            "'" + id + "' is no resource" + Suggestion.of(id, section.members().keySet()));
      }
      ids.add(id);
    }
    return ids;
  }
}
