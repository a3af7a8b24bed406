package dev.storekeeper.cleanup.scan;

import dev.storekeeper.cleanup.rules.Rules;
import dev.storekeeper.retention.Known;
import dev.storekeeper.retention.Outcome;
import dev.storekeeper.retention.RepositoryFacts;
import java.time.Instant;
import java.util.Optional;

/** Decides about repositories. */
final class RepositoryDecision {
  private RepositoryDecision() {}

  /**
   * Whether a repository would be selected if nothing had ever been published into it; otherwise
   * nobody has to find out what was.
   */
  static boolean mayBeSelected(Rules rules, RepositoryFacts facts, Instant asOf) {
    Known<Optional<Instant>> never = new Known.Value<>(Optional.empty());
    return isSelected(rules, with(facts, new Known.Value<>(0L), never), asOf)
        || isSelected(rules, with(facts, new Known.Value<>(1L), never), asOf);
  }

  /** What is decided about a repository that was scanned to its end. */
  static Outcome decide(Rules rules, RepositoryFacts facts, UnitNote note, Instant asOf) {
    // Where it was not asked when something was last published, nobody may say "never".
    Known<Optional<Instant>> lastPublish =
        mayBeSelected(rules, facts, asOf) ? lastPublish(facts, note) : new Known.Unasked<>();
    Outcome outcome =
        rules.decide(with(facts, new Known.Value<>(note.counts().packages()), lastPublish), asOf);
    return outcome instanceof Outcome.Undecided
        ? new Outcome.Kept(Outcome.Why.UNKNOWN, "", "nothing could be decided about it")
        : outcome;
  }

  private static Known<Optional<Instant>> lastPublish(RepositoryFacts facts, UnitNote note) {
    return Facts.combine(facts.lastPublish(), seen(note), Facts::later);
  }

  /** The last publish that the scan of a repository saw. */
  static Known<Optional<Instant>> seen(UnitNote note) {
    return note.publishUnknown()
        ? new Known.Unknown<>("when something was last published into it is not known")
        : new Known.Value<>(note.newestPublish());
  }

  private static boolean isSelected(Rules rules, RepositoryFacts facts, Instant asOf) {
    return rules.decide(facts, asOf) instanceof Outcome.Selected;
  }

  private static RepositoryFacts with(
      RepositoryFacts facts, Known<Long> packages, Known<Optional<Instant>> lastPublish) {
    return new RepositoryFacts(
        facts.region(),
        facts.domainOwner(),
        facts.domain(),
        facts.name(),
        facts.administrator(),
        facts.createdTime(),
        facts.tags(),
        facts.upstreams(),
        facts.downstreams(),
        facts.externalConnections(),
        packages,
        lastPublish,
        facts.lastGrant(),
        facts.reads());
  }
}
