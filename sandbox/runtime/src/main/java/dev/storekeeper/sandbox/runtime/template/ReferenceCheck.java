package dev.storekeeper.sandbox.runtime.template;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds references to what does not exist, in branches that are not taken too. */
final class ReferenceCheck {
  private final Problems problems;
  private final PseudoParameters parameters;
  private final Map<String, String> aliases;
  private final Set<String> excluded;
  private final Set<String> ids = new LinkedHashSet<>();

  ReferenceCheck(
      Problems problems,
      PseudoParameters parameters,
      Declarations declared,
      List<Declaration> plain,
      Map<String, String> aliases) {
    this.problems = problems;
    this.parameters = parameters;
    this.aliases = aliases;
    this.excluded = declared.excluded().keySet();
    plain.forEach(one -> ids.add(one.logicalId()));
    ids.addAll(excluded);
    ids.addAll(declared.unusable());
  }

  void check(Sections sections) {
    for (Value.Mapping section :
        List.of(sections.globals(), sections.resources(), sections.outputs())) {
      Values.forEachCall(
          section, call -> References.of(call).forEach(reference -> check(reference, call.at())));
    }
  }

  private void check(References.Reference reference, Location at) {
    boolean attribute = !reference.attribute().isEmpty();
    boolean known =
        aliases.containsKey(reference.written())
            || ids.contains(reference.name())
            || derivedFromExcluded(reference.name())
            || (!attribute && parameters.knows(reference.name()));
    if (!known) {
      problems.add(
          at,
          "refers to "
              + reference.name()
              + (attribute ? ", which is no resource" : ", which is no parameter or resource")
              + Suggestion.of(reference.name(), ids));
    }
  }

  /** What SAM would derive from a resource that is left out begins with that one's logical id. */
  private boolean derivedFromExcluded(String id) {
    return excluded.stream().anyMatch(id::startsWith);
  }
}
