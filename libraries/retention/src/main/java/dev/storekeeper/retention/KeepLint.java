package dev.storekeeper.retention;

import dev.storekeeper.codeartifact.version.VersionOrder;
import dev.storekeeper.policy.EventPattern;
import dev.storekeeper.policy.Place;
import dev.storekeeper.policy.PolicyMap;
import dev.storekeeper.policy.lint.Findings;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Rules that count or compare versions where that is not what they seem to do. */
final class KeepLint extends PolicyLint {
  private static final Set<AttributeGroup> OF_VERSIONS =
      Set.of(AttributeGroup.VERSION, AttributeGroup.ORDER, AttributeGroup.DIST_TAGS);

  @Override
  void check(CleanupDocument document, VersionPolicy policy, PolicyMap map, Findings findings) {
    List<String> unordered =
        Reach.formats(policy.when()).stream()
            .filter(format -> VersionOrder.of(format).isEmpty())
            .toList();
    if (isOnlyUnordered(policy, unordered)) {
      checkUnordered(policy, unordered.getFirst(), map, findings);
    }
    if (counts(policy.keep()) && looksAtVersions(policy.when())) {
      findings.warning(
          "keep-scope",
          map.place("versions", List.of("keep")),
          "the places are counted over all versions of a package, so versions that \"when\" leaves"
              + " out take places too",
          "no condition on the version in \"when\", but criteria in \"select\"");
    }
  }

  @Override
  void check(CleanupDocument document, RepositoryPolicy policy, PolicyMap map, Findings findings) {
    // Repositories have no keep rules.
  }

  private static boolean isOnlyUnordered(VersionPolicy policy, List<String> unordered) {
    return !unordered.isEmpty() && unordered.equals(Reach.formats(policy.when()));
  }

  private static void checkUnordered(
      VersionPolicy policy, String format, PolicyMap map, Findings findings) {
    KeepRules keep = policy.keep();
    if (policy.select().prerelease().isPresent()) {
      Place place = map.place("versions", List.of("select", "prerelease"));
      String why = format + " versions have no prereleases, so nothing is ever selected";
      findings.error("no-order", place, why, "no such criterion");
    }
    if (keep.newest().isPresent()) {
      findings.warning(
          "no-order",
          map.place("versions", List.of("keep", "newest")),
          format + " versions have no order, so the newest are those that were published last",
          "latest_published, which says so");
    }
    if (keep.newestPerMajor().isPresent() || keep.newestPerMinor().isPresent()) {
      String field = keep.newestPerMajor().isPresent() ? "newest_per_major" : "newest_per_minor";
      findings.error(
          "no-order",
          map.place("versions", List.of("keep", field)),
          format + " versions have no lines, so every version is kept",
          "latest_published");
    }
  }

  private static boolean counts(KeepRules keep) {
    return keep.newest().isPresent()
        || keep.newestPerMajor().isPresent()
        || keep.newestPerMinor().isPresent();
  }

  private static boolean looksAtVersions(Optional<EventPattern> when) {
    return when.map(EventPattern::branches).orElse(List.of()).stream()
        .flatMap(branch -> branch.keySet().stream())
        .anyMatch(field -> AttributeGroup.of(field).filter(OF_VERSIONS::contains).isPresent());
  }
}
