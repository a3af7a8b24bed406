package dev.storekeeper.sandbox.runtime.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The top level of a template.
 *
 * @param parameters the Parameters section
 * @param mappings the Mappings section, each an object of objects
 * @param conditions the Conditions section
 * @param globals the Globals section
 * @param resources the Resources section
 * @param outputs the Outputs section
 */
record Sections(
    Value.Mapping parameters,
    Value.Mapping mappings,
    Value.Mapping conditions,
    Value.Mapping globals,
    Value.Mapping resources,
    Value.Mapping outputs) {
  private static final List<String> NAMES =
      List.of(
          "AWSTemplateFormatVersion",
          "Description",
          "Transform",
          "Metadata",
          "Parameters",
          "Mappings",
          "Conditions",
          "Globals",
          "Resources",
          "Outputs");
  private static final String VERSION = "2010-09-09";
  private static final String SAM = "AWS::Serverless-2016-10-31";

  static Sections of(Value.Mapping root, Problems problems) {
    root.members()
        .forEach((name, value) -> {
          if (!NAMES.contains(name)) {
            problems.add(value.at(), "unknown section" + Suggestion.of(name, NAMES));
          }
        });
    only(root, "AWSTemplateFormatVersion", VERSION, problems);
    only(root, "Transform", SAM, problems);
    root.get("Description")
        .filter(value -> !(value instanceof Value.Scalar))
        .ifPresent(value -> problems.add(value.at(), "expected a string"));
    if (root.get("Resources").isEmpty()) {
      problems.add(root.at(), "Resources is required");
    }
    Value.Mapping globals = section(root, "Globals", problems);
    if (!globals.members().isEmpty() && root.get("Transform").isEmpty()) {
      problems.add(globals.at(), "needs Transform: " + SAM);
    }
    Value.Mapping resources = section(root, "Resources", problems);
    if (root.get("Transform").isEmpty()) {
      resources.members().values().forEach(resource -> needsTransform(resource, problems));
    }
    return new Sections(
        section(root, "Parameters", problems),
        mappings(section(root, "Mappings", problems), problems),
        section(root, "Conditions", problems),
        globals,
        resources,
        section(root, "Outputs", problems));
  }

  private static void needsTransform(Value resource, Problems problems) {
    if (resource instanceof Value.Mapping mapping) {
      mapping
          .text("Type")
          .filter(type -> type.startsWith("AWS::Serverless::"))
          .ifPresent(type -> problems.add(resource.at(), type + " needs Transform: " + SAM));
    }
  }

  private static void only(Value.Mapping root, String name, String expected, Problems problems) {
    Optional<Value> value = root.get(name);
    if (value.isPresent() && !value.get().text().equals(Optional.of(expected))) {
      problems.add(value.get().at(), "expected " + expected);
    }
  }

  private static Value.Mapping section(Value.Mapping root, String name, Problems problems) {
    Optional<Value> value = root.get(name);
    if (value.isPresent() && value.get() instanceof Value.Mapping mapping) {
      return mapping;
    }
    value.ifPresent(other -> problems.add(other.at(), "expected an object, found " + other.kind()));
    return new Value.Mapping(root.at().member(name), Map.of());
  }

  private static Value.Mapping mappings(Value.Mapping section, Problems problems) {
    Map<String, Value> sound = new LinkedHashMap<>();
    section
        .members()
        .forEach((name, mapping) -> {
          if (isTable(mapping)) {
            sound.put(name, mapping);
          } else {
            problems.add(
                mapping.at(), "expected an object of objects of strings or lists of strings");
          }
        });
    return new Value.Mapping(section.at(), sound);
  }

  private static boolean isTable(Value value) {
    return value instanceof Value.Mapping table
        && Values.isResolved(table)
        && table.members().values().stream()
            .allMatch(row ->
                row instanceof Value.Mapping columns
                    && columns.members().values().stream()
                        .noneMatch(Value.Mapping.class::isInstance));
  }
}
