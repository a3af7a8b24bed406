package dev.storekeeper.cleanup.item;

import dev.storekeeper.cleanup.registry.ListedVersion;
import dev.storekeeper.codeartifact.OriginType;
import dev.storekeeper.retention.Outcome;
import dev.storekeeper.retention.Phases;
import java.time.Instant;
import java.util.Optional;

/** A situation in which everything agrees, but for what is said. */
final class SituationBuilder {
  private final Item item;
  private String status;
  private String revision;
  private Outcome decision;
  private Optional<String> policyRevision;
  private Optional<String> withdrawn = Optional.empty();
  private Optional<Phases> phases = Optional.empty();
  private Optional<Hold> hold = Optional.empty();
  private Optional<Instant> refusedRead = Optional.empty();
  private Optional<Instant> lastRead = Optional.empty();
  private Optional<Instant> blockedUntil = Optional.empty();

  SituationBuilder(Item item) {
    this.item = item;
    this.status = item.formerStatus();
    this.revision = item.revision();
    this.decision = new Outcome.Selected(item.policy(), "is old");
    this.policyRevision = Optional.of(item.policyRevision());
  }

  SituationBuilder seen(String now) {
    status = now;
    return this;
  }

  SituationBuilder revision(String now) {
    revision = now;
    return this;
  }

  SituationBuilder decision(Outcome now) {
    decision = now;
    return this;
  }

  SituationBuilder policyRevision(Optional<String> now) {
    policyRevision = now;
    return this;
  }

  SituationBuilder withdrawn(String why) {
    withdrawn = Optional.of(why);
    return this;
  }

  SituationBuilder phases(Phases now) {
    phases = Optional.of(now);
    return this;
  }

  SituationBuilder hold(Hold now) {
    hold = Optional.of(now);
    return this;
  }

  SituationBuilder refusedRead(Instant at) {
    refusedRead = Optional.of(at);
    return this;
  }

  SituationBuilder lastRead(Instant at) {
    lastRead = Optional.of(at);
    return this;
  }

  SituationBuilder blockedUntil(Instant at) {
    blockedUntil = Optional.of(at);
    return this;
  }

  Situation build() {
    return new Situation(
        Optional.of(
            new ListedVersion(item.version().version(), revision, status, OriginType.INTERNAL)),
        decision,
        withdrawn,
        policyRevision,
        phases,
        hold,
        refusedRead,
        lastRead,
        blockedUntil);
  }
}
