package dev.storekeeper.retention;

import dev.storekeeper.retention.Outcome.Why;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Decides about one repository. */
final class RepositoryDecider {
  private final Rules rules;
  private final RepositoryFacts facts;
  private final RepositoryChecks checks;

  RepositoryDecider(Rules rules, RepositoryFacts facts, Instant asOf) {
    this.rules = rules;
    this.facts = facts;
    this.checks = new RepositoryChecks(facts, asOf);
  }

  Outcome decide() {
    List<RuleCheck> keepers = keepers().toList();
    Optional<RuleCheck> protection = keepers.stream().filter(it -> it.check().holds()).findFirst();
    if (protection.isPresent()) {
      return protection.get().kept(Why.PROTECTED);
    }
    Outcome outcome = select();
    Optional<RuleCheck> doubt = keepers.stream().filter(it -> !it.check().fails()).findFirst();
    boolean matters = !(outcome instanceof Outcome.Kept kept) || kept.why() == Why.UNKNOWN;
    return doubt.isPresent() && matters ? doubt.get().kept(Why.UNKNOWN) : outcome;
  }

  private Stream<RuleCheck> keepers() {
    return Stream.concat(
        rules.protections().stream()
            .map(it ->
                RuleCheck.protection(
                    it.path(), it.check(it.pattern().onWhole(facts, checks.isEmpty())))),
        Stream.of(checks.stack()));
  }

  private Outcome select() {
    Optional<RuleCheck> no = Optional.empty();
    Optional<RuleCheck> doubt = Optional.empty();
    for (RepositoryRule rule : rules.repositories()) {
      List<RuleCheck> all = checks.of(rule).toList();
      Optional<RuleCheck> fails = all.stream().filter(it -> it.check().fails()).findFirst();
      if (fails.isPresent()) {
        no = no.isPresent() ? no : fails;
        continue;
      }
      Optional<RuleCheck> unknown = all.stream().filter(it -> !it.check().holds()).findFirst();
      if (unknown.isEmpty()) {
        String reason =
            all.stream().skip(1).map(it -> it.check().reason()).collect(Collectors.joining("; "));
        return new Outcome.Selected(rule.policy().name(), reason);
      }
      doubt = doubt.isPresent() ? doubt : unknown;
    }
    if (doubt.isPresent()) {
      return doubt.get().kept(Why.UNKNOWN);
    }
    return no.isPresent()
        ? no.get().kept(Why.NOT_SELECTED)
        : new Outcome.Kept(Why.NOT_SELECTED, "", "no policy is about it");
  }

  /** Everything that was looked at, whether it decides or not. */
  List<Explanation.Step> steps() {
    List<Explanation.Step> steps = new ArrayList<>();
    keepers().map(RuleCheck::step).forEach(steps::add);
    rules.repositories().stream().flatMap(checks::of).map(RuleCheck::step).forEach(steps::add);
    return steps;
  }
}
