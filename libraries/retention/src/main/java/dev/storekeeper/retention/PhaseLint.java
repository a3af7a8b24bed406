package dev.storekeeper.retention;

import dev.storekeeper.policy.Place;
import dev.storekeeper.policy.PolicyMap;
import dev.storekeeper.policy.lint.Findings;
import java.time.Duration;
import java.util.List;

/** Ways of removing that leave no time, or nothing, to bring back what was needed after all. */
final class PhaseLint extends PolicyLint {
  @Override
  void check(CleanupDocument document, VersionPolicy policy, PolicyMap map, Findings findings) {
    checkTimes(policy, "versions", policy.phases().notice(), map, findings);
    checkGrace(policy, "versions", "grace", policy.phases().grace(), map, findings);
    Place export = map.place("versions", List.of("phases", "export"));
    if (!Reach.mayBePublishedHere(policy.when()) || !policy.isActive()) {
      return;
    }
    if (policy.phases().export() == Phases.Export.NONE) {
      checkNone(policy, export, findings);
      return;
    }
    List<String> lost =
        Reach.formatsPublishedHere(policy.when()).stream()
            .filter(format -> !Formats.RESTORABLE.contains(format))
            .toList();
    if (!lost.isEmpty()) {
      findings.error(
          "restore",
          export,
          String.join(", ", lost)
              + " versions that were published here cannot be published again from an export",
          "when: { package: { format: ["
              + String.join(", ", Formats.RESTORABLE)
              + "] } } or when: { version: { origin: [EXTERNAL] } }");
    }
  }

  @Override
  void check(CleanupDocument document, RepositoryPolicy policy, PolicyMap map, Findings findings) {
    checkTimes(policy, "repositories", policy.phases().notice(), map, findings);
    checkGrace(policy, "repositories", "freeze", policy.phases().freeze(), map, findings);
    if (policy.phases().export() == Phases.Export.NONE
        && !policy.select().empty()
        && policy.isActive()) {
      checkNone(policy, map.place("repositories", List.of("phases", "export")), findings);
    }
  }

  private static void checkTimes(
      Policy policy, String kind, Duration notice, PolicyMap map, Findings findings) {
    if (policy.mode() == Mode.ENFORCE && notice.isZero()) {
      findings.warning(
          "notice",
          map.place(kind, List.of("phases", "notice")),
          "nobody is warned before this policy acts by itself",
          "a notice of some days, as P7D");
    }
  }

  private static void checkGrace(
      Policy policy, String kind, String field, Duration grace, PolicyMap map, Findings findings) {
    if (policy.mode() == Mode.ENFORCE && grace.isZero()) {
      findings.error(
          "grace",
          map.place(kind, List.of("phases", field)),
          "this policy deletes by itself, and at once: there is no time to take anything back",
          "a " + field + " of some days, as P14D, or mode: plan");
    }
  }

  private static void checkNone(Policy policy, Place place, Findings findings) {
    String why =
        "versions that were published here are deleted without a copy, and nothing can restore"
            + " them";
    String instead = "export: internal";
    if (policy.mode() == Mode.ENFORCE) {
      findings.error("export", place, why, instead + ", or mode: plan");
    } else {
      findings.warning("export", place, why, instead);
    }
  }
}
