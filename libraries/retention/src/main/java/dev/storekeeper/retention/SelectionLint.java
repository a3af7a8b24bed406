package dev.storekeeper.retention;

import dev.storekeeper.policy.Place;
import dev.storekeeper.policy.PolicyMap;
import dev.storekeeper.policy.lint.Findings;
import java.util.List;

/** Selections that take what is in use. */
final class SelectionLint extends PolicyLint {
  @Override
  void check(CleanupDocument document, VersionPolicy policy, PolicyMap map, Findings findings) {
    VersionSelection select = policy.select();
    if (select.publishedOlderThan().isEmpty() && select.unreadFor().isEmpty()) {
      findings.error(
          "no-age",
          map.place("versions", List.of("select")),
          "nothing here says how old a version has to be, so the newest go too",
          "published_older_than, unread_for, or both");
    }
    if (select.unreadFor().isPresent()) {
      Place place = map.place("versions", List.of("select", "unread_for"));
      checkReads(document, policy, place, findings);
    }
  }

  @Override
  void check(CleanupDocument document, RepositoryPolicy policy, PolicyMap map, Findings findings) {
    RepositorySelection select = policy.select();
    if (!select.empty() && (select.unpublishedFor().isEmpty() || select.unreadFor().isEmpty())) {
      findings.error(
          "no-age",
          map.place("repositories", List.of("select")),
          "a repository with packages is only abandoned if nobody publishes and nobody reads",
          "both unpublished_for and unread_for, or empty: true");
    }
    if (select.unreadFor().isPresent()) {
      Place place = map.place("repositories", List.of("select", "unread_for"));
      checkReads(document, policy, place, findings);
    }
  }

  private static void checkReads(
      CleanupDocument document, Policy policy, Place place, Findings findings) {
    if (policy.isActive() && !document.tracksReads()) {
      findings.error(
          "reads",
          place,
          "reads are not tracked, so nothing can ever be known to be unread",
          "reads: { tracked: true } once CloudTrail feeds the last-read index, or mode: off");
    }
  }
}
