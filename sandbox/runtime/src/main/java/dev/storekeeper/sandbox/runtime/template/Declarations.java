package dev.storekeeper.sandbox.runtime.template;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The resources that a template declares.
 *
 * @param present those that are to be made
 * @param excluded those that conditions leave out, and these conditions
 * @param unusable those that are wrong in a way that was reported
 */
record Declarations(List<Declaration> present, Map<String, String> excluded, Set<String> unusable) {
  Declarations {
    present = List.copyOf(present);
    excluded = Map.copyOf(excluded);
    unusable = Set.copyOf(unusable);
  }
}
