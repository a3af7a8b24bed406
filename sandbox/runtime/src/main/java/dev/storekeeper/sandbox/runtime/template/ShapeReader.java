package dev.storekeeper.sandbox.runtime.template;

import dev.storekeeper.sandbox.runtime.iam.policy.PolicyKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the notation for shapes in the sandbox's own resource type files:
 *
 * <ul>
 *   <li>{@code string}, {@code string(A|B)}, {@code integer}, {@code integer(0..900)}, {@code
 *       integer(1..)}, {@code number}, {@code boolean}
 *   <li>{@code fixed}, {@code fixed(A|B)}: a string that cannot refer to resources
 *   <li>{@code any}, {@code document} (any object), {@code path}, {@code policy(identity)}, {@code
 *       managed-policy}
 *   <li>{@code [shape]} for lists, <code>{"*": shape}</code> for maps, <code>
 *       {oneOf: [shape, shape]}
 *       </code>
 *   <li><code>{Name: shape, Other!: shape}</code> for objects; {@code !} marks what is required
 *   <li>the name of a shape in shapes.yaml
 * </ul>
 */
final class ShapeReader {
  private static final Pattern WITH_ARGUMENT = Pattern.compile("([a-z]+)\\((.*)\\)");

  private final Value.Mapping named;

  ShapeReader(Value.Mapping named) {
    this.named = named;
  }

  Shape read(Value value) {
    return switch (value) {
      case Value.Scalar scalar -> scalar(scalar.written());
      case Value.Sequence list when list.items().size() == 1 ->
          new Shape.ListOf(read(list.items().getFirst()));
      case Value.Mapping mapping -> mapping(mapping);
      default -> throw new IllegalStateException("no shape at " + value.at());
    };
  }

  private Shape mapping(Value.Mapping mapping) {
    if (mapping.get("*").isPresent()) {
      return new Shape.MapOf(read(mapping.get("*").get()));
    }
    if (mapping.get("oneOf").orElse(mapping) instanceof Value.Sequence options) {
      return new Shape.OneOf(options.items().stream().map(this::read).toList());
    }
    Map<String, Shape.Field> fields = new LinkedHashMap<>();
    mapping
        .members()
        .forEach((name, member) -> {
          boolean required = name.endsWith("!");
          fields.put(
              required ? name.substring(0, name.length() - 1) : name,
              new Shape.Field(read(member), required));
        });
    return new Shape.Structure(fields);
  }

  private Shape scalar(String notation) {
    Matcher matcher = WITH_ARGUMENT.matcher(notation);
    if (matcher.matches()) {
      String argument = matcher.group(2);
      return switch (matcher.group(1)) {
        case "string" -> new Shape.Text(List.of(argument.split("\\|", -1)), false);
        case "fixed" -> new Shape.Text(List.of(argument.split("\\|", -1)), true);
        case "integer" -> integer(argument);
        case "policy" -> new Shape.Policy(PolicyKind.valueOf(argument.toUpperCase(Locale.ROOT)));
        default -> throw new IllegalStateException("unknown shape " + notation);
      };
    }
    return switch (notation) {
      case "string" -> new Shape.Text(List.of(), false);
      case "fixed" -> new Shape.Text(List.of(), true);
      case "integer" -> new Shape.Whole(Long.MIN_VALUE, Long.MAX_VALUE);
      case "number" -> new Shape.Decimal();
      case "boolean" -> new Shape.Flag();
      case "any" -> new Shape.Anything();
      case "document" -> new Shape.Document();
      case "path" -> new Shape.FilePath();
      case "managed-policy" -> new Shape.ManagedPolicy();
      default ->
          read(
              named
                  .get(notation)
                  .orElseThrow(() -> new IllegalStateException("unknown shape " + notation)));
    };
  }

  private static Shape integer(String range) {
    int dots = range.indexOf("..");
    String max = range.substring(dots + 2);
    return new Shape.Whole(
        Long.parseLong(range.substring(0, dots)),
        max.isEmpty() ? Long.MAX_VALUE : Long.parseLong(max));
  }
}
