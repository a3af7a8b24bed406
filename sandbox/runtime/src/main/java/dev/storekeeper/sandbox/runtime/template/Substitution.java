package dev.storekeeper.sandbox.runtime.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The text of a {@code Fn::Sub}, taken apart.
 *
 * @param parts its literal texts and references, in order
 */
record Substitution(List<Part> parts) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9:]+(\\.[A-Za-z0-9.]+)?");

  Substitution {
    parts = List.copyOf(parts);
  }

  /** A part of the text. */
  sealed interface Part {}

  /** Text as it is. */
  record Literal(String text) implements Part {}

  /** A variable's value, or a call to get it. */
  record Reference(Value value) implements Part {}

  /** A placeholder that is none. */
  record Malformed(String complaint) implements Part {}

  /** Takes a call apart; empty if its argument has the wrong form. */
  static Optional<Substitution> of(Value.Call call) {
    return switch (call.argument()) {
      case Value.Scalar text -> Optional.of(of(text.written(), Map.of(), call.at()));
      case Value.Sequence list
          when list.items().size() == 2
              && list.items().get(0) instanceof Value.Scalar text
              && list.items().get(1) instanceof Value.Mapping variables ->
          Optional.of(of(text.written(), variables.members(), call.at()));
      default -> Optional.empty();
    };
  }

  private static Substitution of(String text, Map<String, Value> variables, Location at) {
    List<Part> parts = new ArrayList<>();
    int position = 0;
    while (position < text.length()) {
      int start = text.indexOf("${", position);
      if (start < 0) {
        break;
      }
      parts.add(new Literal(text.substring(position, start)));
      int end = text.indexOf('}', start);
      if (end < 0) {
        parts.add(new Malformed("a '${' is never closed"));
        return new Substitution(parts);
      }
      parts.add(part(text.substring(start + 2, end), variables, at));
      position = end + 1;
    }
    parts.add(new Literal(text.substring(position)));
    return new Substitution(parts);
  }

  private static Part part(String name, Map<String, Value> variables, Location at) {
    if (name.startsWith("!")) {
      return new Literal("${" + name.substring(1) + "}");
    }
    Value variable = variables.get(name.strip());
    if (variable != null) {
      return new Reference(variable);
    }
    if (!NAME.matcher(name.strip()).matches()) {
      return new Malformed("'${" + name + "}' names nothing; write ${!...} for the literal text");
    }
    int dot = name.indexOf('.');
    return new Reference(
        dot < 0
            ? Value.ref(at, name.strip())
            : Value.attribute(at, name.substring(0, dot).strip(), name.substring(dot + 1).strip()));
  }
}
