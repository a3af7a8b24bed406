package dev.storekeeper.retention;

import java.util.List;

/** A Maven SNAPSHOT and its newest build are one version: both go, or neither. */
final class Pairs {
  private Pairs() {}

  /** Keeps one of the two if the other stays. */
  static void keep(List<Outcome> outcomes, List<VersionFacts> versions, VersionLines lines) {
    lines
        .pairs()
        .forEach((snapshot, build) -> {
          boolean snapshotGoes = outcomes.get(snapshot) instanceof Outcome.Selected;
          boolean buildGoes = outcomes.get(build) instanceof Outcome.Selected;
          String name = versions.get(snapshot).version();
          if (snapshotGoes && !buildGoes) {
            outcomes.set(snapshot, kept("its newest build stays"));
          } else if (buildGoes && !snapshotGoes) {
            outcomes.set(build, kept("it is the newest build of " + name + ", which stays"));
          }
        });
  }

  private static Outcome kept(String reason) {
    return new Outcome.Kept(Outcome.Why.KEEP_RULE, "", reason);
  }
}
