package dev.storekeeper.retention;

import dev.storekeeper.policy.PolicyMap;
import dev.storekeeper.policy.Spelling;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The statuses of versions, as CodeArtifact spells them. */
final class Statuses {
  static final String UNFINISHED = "Unfinished";

  /** What people see: it is listed or can be downloaded. */
  static final Set<String> AVAILABLE = Set.of("Published", "Unlisted");

  /** What is no version any more: nothing can be done with it and nothing about it counts. */
  static final Set<String> GONE = Set.of("Disposed", "Deleted");

  /** What a policy can select. */
  static final List<String> SELECTABLE = List.of("Published", "Unlisted", UNFINISHED, "Archived");

  static final List<String> ALL =
      List.of("Published", UNFINISHED, "Unlisted", "Archived", "Disposed", "Deleted");

  private Statuses() {}

  /** The statuses of a selection; those that are available if it does not say. */
  static List<String> read(PolicyMap map, String field) {
    if (!map.has(field)) {
      return List.of("Published", "Unlisted");
    }
    List<String> statuses = map.strings(field);
    String expected = "some of " + String.join(", ", SELECTABLE);
    for (String status : statuses) {
      if (GONE.contains(status)) {
        map.problem(field, status + ", of which nothing is left to remove", expected);
      } else if (!SELECTABLE.contains(status)) {
        map.problem(
            field,
            "the unknown status \"" + status + "\"",
            Spelling.nearest(status, SELECTABLE)
                .map(near -> "\"" + near + "\", or " + expected)
                .orElse(expected));
      }
    }
    if (new HashSet<>(statuses).size() < statuses.size()) {
      map.problem(field, "something twice", "each once");
    }
    return statuses;
  }
}
