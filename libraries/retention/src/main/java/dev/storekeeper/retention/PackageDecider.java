package dev.storekeeper.retention;

import dev.storekeeper.retention.Outcome.Why;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Decides about the versions of one package. */
final class PackageDecider {
  /** A rule, and what is left of its pattern for the package. */
  private record Scoped<T>(T rule, AttributePattern pattern, Ways left) {
    Ways on(VersionView version) {
      return pattern.on(version, left);
    }
  }

  private final Rules rules;
  private final PackageFacts facts;
  private final Instant asOf;
  private final VersionLines lines;
  private final KeepChecks keeps;
  private final List<Scoped<ProtectionRule>> protections;
  private final List<Scoped<VersionRule>> policies;

  PackageDecider(Rules rules, PackageFacts facts, Instant asOf) {
    this.rules = rules;
    this.facts = facts;
    this.asOf = asOf;
    this.lines = VersionLines.of(facts.format(), facts.versions());
    this.keeps = new KeepChecks(facts, lines);
    this.protections =
        rules.protections().stream()
            .map(it -> new Scoped<>(it, it.pattern(), it.pattern().on(facts)))
            .toList();
    this.policies =
        rules.versions().stream()
            .map(it -> new Scoped<>(it, it.scope(), it.scope().on(facts)))
            .filter(it -> it.left().truth() != Truth.NO)
            .toList();
  }

  /** The outcomes, in the order of the package's versions. */
  List<Outcome> decide() {
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < facts.versions().size(); i++) {
      outcomes.add(decide(i));
    }
    Remainder.keep(outcomes, facts.versions(), lines, rules.document().limits());
    Pairs.keep(outcomes, facts.versions(), lines);
    return outcomes;
  }

  private Outcome decide(int index) {
    VersionView version = view(index);
    Optional<RuleCheck> doubt = Optional.empty();
    Optional<Question> question = Optional.empty();
    for (RuleCheck rule : (Iterable<RuleCheck>) keepers(version, index)::iterator) {
      if (rule.check().holds()) {
        boolean protects = rule.kind() == Explanation.Kind.PROTECTION;
        return rule.kept(protects ? Why.PROTECTED : Why.KEEP_RULE);
      }
      if (rule.check().question().isPresent()) {
        question = rule.check().question();
      } else if (!rule.check().fails() && doubt.isEmpty()) {
        doubt = Optional.of(rule);
      }
    }
    if (policies.stream().noneMatch(it -> isSelectable(it, version))) {
      return notSelected(version);
    }
    if (doubt.isPresent()) {
      return doubt.get().kept(Why.UNKNOWN);
    }
    if (lines.isOrdered() && version.parsed().isEmpty()) {
      return new Outcome.Kept(
          Why.UNKNOWN, "", "its version cannot be read by the rules of its format");
    }
    Outcome outcome = select(version);
    return outcome instanceof Outcome.Selected && question.isPresent()
        ? new Outcome.Undecided(Set.of(question.get()))
        : outcome;
  }

  /** Everything that can keep a version, the strongest first. */
  private Stream<RuleCheck> keepers(VersionView version, int index) {
    return Stream.concat(
        protections.stream()
            .map(it -> RuleCheck.protection(it.rule().path(), it.rule().check(it.on(version)))),
        Statuses.GONE.contains(version.facts().status())
            ? Stream.empty()
            : Stream.concat(
                Stream.of(version).map(keeps::displayed),
                policies.stream()
                    .flatMap(it -> keeps.of(it.rule(), scope(it, version).check(), index))));
  }

  private RuleCheck scope(Scoped<VersionRule> policy, VersionView version) {
    String name = policy.rule().name();
    return RuleCheck.criterion(
        policy.rule().path() + ".versions.when",
        policy.on(version).check(name + " is about it", name + " is not about it"));
  }

  /** Whether a policy may select a version, by what is always known. */
  private boolean isSelectable(Scoped<VersionRule> policy, VersionView version) {
    return !scope(policy, version).check().fails()
        && policy.rule().criteria().stream()
            .filter(Criterion::isFree)
            .noneMatch(it -> it.check(version).fails());
  }

  /** What a policy asks for, one by one. */
  private Stream<RuleCheck> criteria(Scoped<VersionRule> policy, VersionView version) {
    return Stream.concat(
        Stream.of(version).map(it -> scope(policy, it)),
        policy.rule().criteria().stream()
            .map(it -> RuleCheck.criterion(policy.rule().path(it), it.check(version))));
  }

  /** The first policy that selects decides, so an earlier one that has to ask goes before it. */
  private Outcome select(VersionView version) {
    Optional<RuleCheck> doubt = Optional.empty();
    for (Scoped<VersionRule> policy : policies) {
      Optional<RuleCheck> obstacle =
          criteria(policy, version).filter(it -> !it.check().holds()).findFirst();
      if (obstacle.isEmpty()) {
        return new Outcome.Selected(policy.rule().name(), reason(policy, version));
      }
      if (obstacle.get().check().question().isPresent()) {
        return new Outcome.Undecided(
            obstacle.get().check().question().stream().collect(Collectors.toUnmodifiableSet()));
      }
      if (doubt.isEmpty() && !obstacle.get().check().fails()) {
        doubt = obstacle;
      }
    }
    return doubt.<Outcome>map(it -> it.kept(Why.UNKNOWN)).orElseGet(() -> notSelected(version));
  }

  private String reason(Scoped<VersionRule> policy, VersionView version) {
    return criteria(policy, version)
        .skip(1)
        .map(it -> it.check().reason())
        .collect(Collectors.joining("; "));
  }

  /** Says what kept the nearest policy from selecting it. */
  private Outcome notSelected(VersionView version) {
    return policies.stream()
        .filter(it -> !scope(it, version).check().fails())
        .flatMap(it -> criteria(it, version).filter(rule -> rule.check().fails()).limit(1))
        .findFirst()
        .map(it -> it.kept(Why.NOT_SELECTED))
        .orElseGet(() -> new Outcome.Kept(Why.NOT_SELECTED, "", "no policy is about it"));
  }

  /** Everything that was looked at, whether it decides or not. */
  List<Explanation.Step> steps(int index) {
    VersionView version = view(index);
    return Stream.concat(
            keepers(version, index), policies.stream().flatMap(it -> criteria(it, version)))
        .map(RuleCheck::step)
        .toList();
  }

  private VersionView view(int index) {
    return new VersionView(
        facts.versions().get(index), lines.parsed(index), lines.isOrdered(), asOf);
  }
}
