package dev.storekeeper.retention;

import dev.storekeeper.policy.EventPattern;
import dev.storekeeper.policy.PolicyMap;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads an entry of {@code policies}. */
final class PolicyReader {
  private static final long MOST_KEPT = 1_000_000;
  private static final Duration USUAL_AGE = Duration.ofDays(30);

  private final PolicyMap map;

  PolicyReader(PolicyMap map) {
    this.map = map;
  }

  /** The policy; absent if it does not say what it is about, which is then a problem. */
  Optional<Policy> read() {
    String name = map.optionalString("name").orElse("");
    map.optionalString("description");
    Mode mode = choice(map, "mode", List.of(Mode.PLAN, Mode.ENFORCE, Mode.OFF));
    Optional<Policy> versions = map.optionalMap("versions").map(it -> versions(name, mode, it));
    Optional<Policy> repositories =
        map.optionalMap("repositories").map(it -> repositories(name, mode, it));
    if (map.has("versions") == map.has("repositories")) {
      map.problem(
          map.has("versions") ? "repositories" : "versions",
          map.has("versions") ? "both versions and repositories" : "nothing",
          "exactly one of versions and repositories");
    }
    return versions.isPresent() ? versions : repositories;
  }

  private static Policy versions(String name, Mode mode, PolicyMap map) {
    Optional<EventPattern> when = map.optionalPatternOfExactNames("when");
    VersionSelection select =
        map.map("select").map(PolicyReader::selection).orElseGet(PolicyReader::nothing);
    KeepRules keep = map.optionalMap("keep").map(PolicyReader::keep).orElse(KeepRules.USUAL);
    Optional<PolicyMap> phases = map.optionalMap("phases");
    return new VersionPolicy(name, mode, when, select, keep, versionPhases(phases));
  }

  private static VersionSelection nothing() {
    return new VersionSelection(
        List.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static VersionSelection selection(PolicyMap map) {
    return new VersionSelection(
        Statuses.read(map, "statuses"),
        Quantities.duration(map, "published_older_than"),
        Quantities.duration(map, "unread_for"),
        map.optionalBoolean("prerelease"),
        Quantities.bytes(map, "larger_than"));
  }

  private static KeepRules keep(PolicyMap map) {
    return new KeepRules(
        kept(map, "newest"),
        kept(map, "newest_per_major"),
        kept(map, "newest_per_minor"),
        map.optionalInteger("latest_published", 0, MOST_KEPT)
            .orElse(KeepRules.USUAL_LATEST_PUBLISHED));
  }

  private static Optional<Long> kept(PolicyMap map, String field) {
    Optional<Long> number = map.optionalInteger(field, Long.MIN_VALUE, MOST_KEPT);
    if (number.isPresent() && number.get() < 1) {
      map.problem(
          field,
          number.get() + ", which keeps nothing",
          "1 or more; without the field nothing is kept by it");
    }
    return number;
  }

  private static Phases versionPhases(Optional<PolicyMap> map) {
    return new Phases(
        map.flatMap(it -> Quantities.duration(it, "notice")).orElse(Duration.ofDays(7)),
        map.map(it -> choice(it, "first", List.of(Phases.First.values())))
            .orElse(Phases.First.ARCHIVE),
        map.flatMap(it -> Quantities.duration(it, "grace")).orElse(Duration.ofDays(14)),
        map.map(it -> choice(it, "export", List.of(Phases.Export.values())))
            .orElse(Phases.Export.INTERNAL),
        map.map(it -> choice(it, "brown_out", List.of(Phases.BrownOut.values())))
            .orElse(Phases.BrownOut.HOLD));
  }

  private static Policy repositories(String name, Mode mode, PolicyMap map) {
    Optional<EventPattern> when = map.optionalPatternOfExactNames("when");
    RepositorySelection select =
        map.map("select")
            .map(it ->
                new RepositorySelection(
                    Quantities.duration(it, "older_than").orElse(USUAL_AGE),
                    Quantities.duration(it, "unpublished_for"),
                    Quantities.duration(it, "unread_for"),
                    empty(it)))
            .orElse(new RepositorySelection(USUAL_AGE, Optional.empty(), Optional.empty(), false));
    Optional<PolicyMap> phases = map.optionalMap("phases");
    return new RepositoryPolicy(name, mode, when, select, repositoryPhases(phases));
  }

  private static boolean empty(PolicyMap map) {
    Optional<Boolean> empty = map.optionalBoolean("empty");
    if (empty.isPresent() && !empty.get()) {
      map.problem("empty", "false", "true, or no such field for repositories of any size");
    }
    return empty.orElse(false);
  }

  private static RepositoryPhases repositoryPhases(Optional<PolicyMap> map) {
    return new RepositoryPhases(
        map.flatMap(it -> Quantities.duration(it, "notice")).orElse(Duration.ofDays(30)),
        map.flatMap(it -> Quantities.duration(it, "freeze")).orElse(Duration.ofDays(14)),
        map.map(it -> choice(it, "export", List.of(Phases.Export.values())))
            .orElse(Phases.Export.INTERNAL),
        map.flatMap(it -> it.optionalInteger("approvals", 1, 10)).orElse(2L).intValue());
  }

  /** One of these, spelled in lower case; the first if the field is absent or wrong. */
  private static <E extends Enum<E>> E choice(PolicyMap map, String field, List<E> values) {
    List<String> names = values.stream().map(it -> it.name().toLowerCase(Locale.ROOT)).toList();
    return values.get(names.indexOf(map.optionalChoice(field, names)));
  }
}
