package dev.storekeeper.cleanup.plan;

/**
 * The sums of a plan.
 *
 * @param repositories how many repositories were looked at
 * @param packages how many packages were looked at
 * @param versions how many versions were looked at
 * @param selected how many of them the plan removes
 * @param bytes the size of their assets
 * @param reclaimable how many of these bytes no version that stays still needs, at least
 * @param selectedRepositories how many repositories the plan removes
 * @param failures what could not be read during the scan
 * @param calls how many calls of CodeArtifact the scan took
 */
public record Totals(
    long repositories,
    long packages,
    long versions,
    long selected,
    long bytes,
    long reclaimable,
    long selectedRepositories,
    long failures,
    long calls) {
  /** Nothing. */
  public static final Totals NONE = new Totals(0, 0, 0, 0, 0, 0, 0, 0, 0);

  /** Both together. */
  public Totals plus(Totals other) {
    return new Totals(
        repositories + other.repositories,
        packages + other.packages,
        versions + other.versions,
        selected + other.selected,
        bytes + other.bytes,
        reclaimable + other.reclaimable,
        selectedRepositories + other.selectedRepositories,
        failures + other.failures,
        calls + other.calls);
  }
}
