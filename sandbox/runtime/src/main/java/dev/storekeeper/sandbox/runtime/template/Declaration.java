package dev.storekeeper.sandbox.runtime.template;

import java.util.ArrayList;
import java.util.List;

/**
 * A resource as the template declares it, or as SAM derives it.
 *
 * @param logicalId its name in the template
 * @param type its type, which the sandbox knows
 * @param at where it is declared
 * @param properties its properties, as far evaluated as is possible
 * @param dependsOn the logical ids that it names in DependsOn
 */
record Declaration(
    String logicalId, String type, Location at, Value.Mapping properties, List<String> dependsOn) {
  Declaration {
    dependsOn = List.copyOf(dependsOn);
  }

  /** A resource that SAM derives from this one. */
  Declaration derive(String derivedId, String derivedType, Value.Mapping derivedProperties) {
    return new Declaration(derivedId, derivedType, at, derivedProperties, List.of());
  }

  /** The same with more dependencies. */
  Declaration dependingOn(List<String> more) {
    List<String> all = new ArrayList<>(dependsOn);
    all.addAll(more);
    return new Declaration(logicalId, type, at, properties, all);
  }
}
