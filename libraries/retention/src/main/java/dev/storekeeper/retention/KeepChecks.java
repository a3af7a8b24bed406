package dev.storekeeper.retention;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether the keep rules of policies hold for the versions of one package. */
final class KeepChecks {
  private final VersionLines lines;
  private final Optional<String> displayed;
  private final Optional<String> timeDoubt;

  KeepChecks(PackageFacts facts, VersionLines lines) {
    this.lines = lines;
    this.displayed = facts.displayVersion().filter(it -> facts.format().equals("npm"));
    this.timeDoubt = lines.isOrdered() ? Optional.empty() : timeDoubt(facts.versions());
  }

  /** Why the versions cannot be ordered by time, if they cannot. */
  private static Optional<String> timeDoubt(List<VersionFacts> versions) {
    return versions.stream()
        .map(VersionFacts::published)
        .filter(published -> !published.isExact())
        .flatMap(published -> published.unknown().stream())
        .findFirst();
  }

  /** Whether it is the version that npm installs by default, which always stays. */
  RuleCheck displayed(VersionView version) {
    return RuleCheck.keep(
        "latest",
        Check.of(
            displayed.filter(version.facts().version()::equals).isPresent(),
            "it is what npm calls latest",
            "it is not what npm calls latest"));
  }

  /**
   * The keep rules of a policy.
   *
   * @param scope whether the policy is about the version
   */
  Stream<RuleCheck> of(VersionRule rule, Check scope, int index) {
    KeepRules keep = rule.policy().keep();
    return Stream.of(
            keep.newest().map(most -> newest(rule.keepPath("newest"), most, index)),
            keep.newestPerMajor()
                .map(most ->
                    line(
                        rule.keepPath("newest_per_major"),
                        "major",
                        most,
                        lines.newestOfMajor(index))),
            keep.newestPerMinor()
                .map(most ->
                    line(
                        rule.keepPath("newest_per_minor"),
                        "minor",
                        most,
                        lines.newestOfMinor(index))),
            Optional.of(latest(rule.keepPath("latest_published"), keep.latestPublished(), index)))
        .flatMap(Optional::stream)
        .map(it -> within(scope, it));
  }

  private RuleCheck newest(String path, long most, int index) {
    if (timeDoubt.isPresent()) {
      String why = "which versions are the newest is unknown: " + timeDoubt.get();
      return RuleCheck.keep(path, Check.unknown(why));
    }
    return RuleCheck.keep(
        path,
        Check.of(
            lines.newest(index) < most,
            "one of the " + most + " newest",
            "not one of the " + most + " newest"));
  }

  private RuleCheck line(String path, String line, long most, long place) {
    if (!lines.isOrdered()) {
      return RuleCheck.keep(path, Check.unknown("its format has no " + line + " lines"));
    }
    String what = "one of the " + most + " newest of its " + line + " line";
    return RuleCheck.keep(path, Check.of(place < most, what, "not " + what));
  }

  private RuleCheck latest(String path, long most, int index) {
    String what = "one of the " + most + " published last";
    return RuleCheck.keep(path, Check.of(lines.latest(index) < most, what, "not " + what));
  }

  /** A keep rule only holds for what its policy is about. */
  private static RuleCheck within(Check scope, RuleCheck keep) {
    return scope.holds() || keep.check().fails() ? keep : RuleCheck.keep(keep.rule(), scope);
  }
}
