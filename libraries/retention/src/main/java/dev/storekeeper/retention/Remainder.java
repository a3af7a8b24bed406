package dev.storekeeper.retention;

import java.util.List;
import java.util.stream.IntStream;

/** Something of each package stays, whatever is selected. */
final class Remainder {
  private static final String RULE = "limits.remaining_versions";

  private Remainder() {}

  /**
   * Keeps the newest of the selected, until enough versions that people see stay. A version that is
   * not decided yet stays for now.
   */
  static void keep(
      List<Outcome> outcomes, List<VersionFacts> versions, VersionLines lines, Limits limits) {
    long staying =
        seen(versions).filter(i -> !(outcomes.get(i) instanceof Outcome.Selected)).count();
    long missing = Math.max(0, limits.remainingVersions() - staying);
    seen(versions)
        .filter(i -> outcomes.get(i) instanceof Outcome.Selected)
        .boxed()
        .sorted(lines.newestFirst())
        .limit(missing)
        .forEach(i ->
            outcomes.set(
                i,
                new Outcome.Kept(
                    Outcome.Why.REMAINDER,
                    RULE,
                    limits.remainingVersions() + " of each package remain")));
  }

  private static IntStream seen(List<VersionFacts> versions) {
    return IntStream.range(0, versions.size())
        .filter(i -> Statuses.AVAILABLE.contains(versions.get(i).status()));
  }
}
