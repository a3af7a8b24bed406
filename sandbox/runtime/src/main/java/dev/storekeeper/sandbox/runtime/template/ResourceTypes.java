package dev.storekeeper.sandbox.runtime.template;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The resource types that the sandbox knows, read from the files beside this class. */
final class ResourceTypes {
  private static final List<String> FILES =
      List.of(
          "serverless.yaml",
          "lambda.yaml",
          "messaging.yaml",
          "events.yaml",
          "storage.yaml",
          "operations.yaml");

  private final Map<String, ResourceType> types = new LinkedHashMap<>();
  private final ShapeReader shapes;

  ResourceTypes() {
    shapes = new ShapeReader(file("shapes.yaml"));
    for (String file : FILES) {
      file(file)
          .members()
          .forEach((name, type) -> types.put(name, type(shapes, (Value.Mapping) type)));
    }
  }

  Optional<ResourceType> find(String type) {
    return Optional.ofNullable(types.get(type));
  }

  /** A type that the sandbox itself makes use of, so that it exists. */
  ResourceType get(String type) {
    return find(type).orElseThrow(() -> new IllegalStateException("unknown type " + type));
  }

  /** A shape of shapes.yaml. */
  Shape shape(String name) {
    return shapes.read(Value.text(new Location(name, 1), name));
  }

  Collection<String> names() {
    return Collections.unmodifiableSet(types.keySet());
  }

  private static ResourceType type(ShapeReader shapes, Value.Mapping type) {
    Map<String, List<String>> attributes = new LinkedHashMap<>();
    members(type, "attributes").forEach((name, value) -> attributes.put(name, texts(value)));
    Map<String, Shape> events = new LinkedHashMap<>();
    members(type, "events").forEach((name, value) -> events.put(name, shapes.read(value)));
    Value properties = type.get("properties").orElse(new Value.Mapping(type.at(), Map.of()));
    return new ResourceType(
        type.text("name"),
        type.text("generated").equals(Optional.of("lower-case")),
        type.get("arn").map(ResourceTypes::texts).orElse(List.of()),
        type.get("ref").map(ResourceTypes::texts).orElse(List.of("${Name}")),
        attributes,
        (Shape.Structure) shapes.read(properties),
        type.get("globals").map(ResourceTypes::texts).orElse(List.of()),
        events);
  }

  private static Map<String, Value> members(Value.Mapping type, String name) {
    return type.mapping(name).map(Value.Mapping::members).orElse(Map.of());
  }

  private static List<String> texts(Value value) {
    return value instanceof Value.Sequence list
        ? list.items().stream().flatMap(item -> texts(item).stream()).toList()
        : List.of(value.text().orElseThrow());
  }

  private static Value.Mapping file(String name) {
    try (InputStream in =
        Objects.requireNonNull(ResourceTypes.class.getResourceAsStream(name), name)) {
      Problems problems = new Problems(name);
      Optional<Value.Mapping> content =
          new YamlReader(problems).read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      problems.throwIfAny();
      return content.orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
