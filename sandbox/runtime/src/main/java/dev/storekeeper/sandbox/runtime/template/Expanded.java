package dev.storekeeper.sandbox.runtime.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects plain resources, and the names under which SAM lets one refer to derived ones. */
final class Expanded {
  private final Problems problems;
  private final Map<String, Declaration> declarations = new LinkedHashMap<>();
  private final Map<String, String> aliases = new LinkedHashMap<>();

  Expanded(Problems problems) {
    this.problems = problems;
  }

  void add(Declaration declared) {
    if (declarations.putIfAbsent(declared.logicalId(), declared) != null) {
      problems.add(
          declared.at(), "the logical id " + declared.logicalId() + " is used twice, once by SAM");
    }
  }

  /** Lets a reference such as {@code Function.Alias} stand for a logical id. */
  void alias(String reference, String logicalId) {
    aliases.put(reference, logicalId);
  }

  /** Makes a resource that was added come after others. */
  void depend(String logicalId, List<String> on) {
    declarations.computeIfPresent(logicalId, (_, declared) -> declared.dependingOn(on));
  }

  List<Declaration> declarations() {
    return new ArrayList<>(declarations.values());
  }

  Map<String, String> aliases() {
    return Map.copyOf(aliases);
  }
}
