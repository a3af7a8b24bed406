package dev.storekeeper.sandbox.runtime.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts resources after those that they refer to, else in the order of the template. */
final class Ordering {
  private final Problems problems;
  private final Map<String, Declaration> declarations = new LinkedHashMap<>();
  private final Map<String, String> aliases;
  private final Set<String> done = new LinkedHashSet<>();
  private final List<String> underWay = new ArrayList<>();
  private final List<Declaration> ordered = new ArrayList<>();

  private Ordering(Problems problems, Map<String, String> aliases) {
    this.problems = problems;
    this.aliases = aliases;
  }

  static List<Declaration> order(
      Problems problems, List<Declaration> declarations, Map<String, String> aliases) {
    Ordering ordering = new Ordering(problems, aliases);
    declarations.forEach(declared -> ordering.declarations.put(declared.logicalId(), declared));
    declarations.forEach(ordering::visit);
    return ordering.ordered;
  }

  private void visit(Declaration declared) {
    String id = declared.logicalId();
    if (done.contains(id)) {
      return;
    }
    int start = underWay.indexOf(id);
    if (start >= 0) {
      problems.add(
          declared.at(),
          "depends on itself: "
              + String.join(" -> ", underWay.subList(start, underWay.size()))
              + " -> "
              + id);
      return;
    }
    underWay.add(id);
    for (String dependency : dependencies(declared)) {
      Declaration other = declarations.get(dependency);
      if (other != null) {
        visit(other);
      }
    }
    underWay.removeLast();
    if (done.add(id)) {
      ordered.add(declared);
    }
  }

  private Set<String> dependencies(Declaration declared) {
    Set<String> ids = new LinkedHashSet<>(declared.dependsOn());
    Values.forEachCall(
        declared.properties(),
        call -> References.of(call).forEach(reference -> ids.add(reference.logicalId(aliases))));
    return ids;
  }
}
