package dev.storekeeper.sandbox.runtime.template;

import java.util.List;
import java.util.Map;

/** Finds what calls refer to. */
final class References {
  private References() {}

  /**
   * A reference to a parameter or resource.
   *
   * @param name the name as written in {@code Ref}, or before the dot in {@code Fn::GetAtt}
   * @param attribute the attribute of {@code Fn::GetAtt}, else empty
   */
  record Reference(String name, String attribute) {
    /** The name, and the attribute after a dot. */
    String written() {
      return attribute.isEmpty() ? name : name + "." + attribute;
    }

    /** The logical id that is referred to, by an alias or directly. */
    String logicalId(Map<String, String> aliases) {
      return aliases.getOrDefault(written(), name);
    }
  }

  /** What a call itself refers to; not what its arguments do. */
  static List<Reference> of(Value.Call call) {
    return switch (call.function()) {
      case REF -> call.argument().text().map(name -> new Reference(name, "")).stream().toList();
      case GET_ATT ->
          call.argument() instanceof Value.Sequence list
                  && list.items().size() == 2
                  && list.items().get(0).text().isPresent()
              ? List.of(
                  new Reference(
                      list.items().get(0).text().orElse(""), list.items().get(1).text().orElse("")))
              : List.of();
      case SUB ->
          Substitution.of(call).map(Substitution::parts).orElse(List.of()).stream()
              .filter(Substitution.Reference.class::isInstance)
              .map(part -> ((Substitution.Reference) part).value())
              .filter(Value.Call.class::isInstance)
              .flatMap(inner -> of((Value.Call) inner).stream())
              .toList();
      default -> List.of();
    };
  }
}
