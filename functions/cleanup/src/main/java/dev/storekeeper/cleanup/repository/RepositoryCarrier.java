package dev.storekeeper.cleanup.repository;

import dev.storekeeper.cleanup.execute.Holds;
import dev.storekeeper.cleanup.registry.RegistryException;
import dev.storekeeper.cleanup.registry.RepositoryId;
import dev.storekeeper.cleanup.registry.RepositoryRegistry;
import dev.storekeeper.cleanup.registry.ResourcePolicy;
import dev.storekeeper.cleanup.state.StaleWriteException;
import dev.storekeeper.cleanup.state.StateUnavailableException;
import dev.storekeeper.retention.RepositoryPhases;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Marks and freezes a repository, and gives it back: writes what is about to be done to state and
 * ledger, does it, and writes what became of it. Stopped anywhere, the next pass finds out what has
 * happened.
 */
final class RepositoryCarrier {
  private static final Duration DAY = Duration.ofDays(1);

  private final Turn turn;
  private final RepositoryId repository;
  private final RepositoryRegistry repositories;
  private final RepositoryLedger ledger;

  RepositoryCarrier(Turn turn) {
    this.turn = turn;
    this.repository = turn.repository();
    this.repositories = turn.parts().repositories();
    this.ledger = turn.parts().ledger();
  }

  void tag(RepositoryItem item)
      throws RegistryException, StateUnavailableException, StaleWriteException {
    RepositoryItem tagging = turn.write(in(item, RepositoryState.TAGGING, "is being tagged"));
    ledger.tagged(tagging);
    mark(tagging);
    turn.write(
        in(
            tagging,
            RepositoryState.TAGGED,
            "will be frozen on " + NextRepositoryStep.date(item.due())));
  }

  /** The last notice leaves a day, however late it is. */
  void notice(RepositoryItem item, int days)
      throws RegistryException, StateUnavailableException, StaleWriteException {
    Instant now = turn.now();
    Instant earliest = days == NextRepositoryStep.NOTICES.getLast() ? now.plus(DAY) : now;
    Instant due = item.due().isBefore(earliest) ? earliest : item.due();
    RepositoryItem told =
        item.with(
            item.progress()
                .dueAt(due)
                .noticed(NextRepositoryStep.NOTICES.stream().filter(each -> each >= days).toList())
                .in(
                    RepositoryState.TAGGED,
                    "will be frozen on " + NextRepositoryStep.date(due),
                    now));
    ledger.notice(told, days, Duration.between(now, due).plusDays(1).minusNanos(1).toDays());
    if (!due.equals(item.due())) {
      mark(told);
    }
    turn.write(told);
  }

  private void mark(RepositoryItem item) throws RegistryException, StaleWriteException {
    turn.check();
    repositories.tag(
        repository, Map.of(RepositoryTag.KEY, NextRepositoryStep.date(item.due()).toString()));
  }

  void freeze(RepositoryItem item, RepositoryPhases phases)
      throws RegistryException, StateUnavailableException, StaleWriteException {
    FreezeStatement statement = turn.parts().freeze();
    Optional<ResourcePolicy> present = repositories.repositoryPolicy(repository);
    Optional<String> document = present.map(ResourcePolicy::document);
    Optional<Freeze> begun = item.progress().freeze();
    if (begun.isPresent() && document.isPresent() && statement.isIn(document.get())) {
      frozen(item, begun.get(), phases);
      return;
    }
    Optional<String> revision = present.map(ResourcePolicy::revision);
    Instant since = begun.map(Freeze::since).orElse(turn.now());
    Freeze freeze = new Freeze(former(document), revision, since, false);
    RepositoryItem freezing =
        turn.write(
            item.with(
                item.progress()
                    .frozen(freeze)
                    .in(RepositoryState.FREEZING, "is being frozen", turn.now())));
    ledger.freezing(freezing, freeze);
    turn.check();
    repositories.putRepositoryPolicy(
        repository, statement.addTo(freeze.formerDocument()), revision);
    frozen(freezing, freeze, phases);
  }

  /** The policy without a freeze that nobody remembers. */
  private Optional<String> former(Optional<String> document) throws RegistryException {
    return switch (turn.parts().freeze().removeFrom(document, Optional.empty())) {
      case PolicyChange.None none -> document;
      case PolicyChange.Set(String without) -> Optional.of(without);
      case PolicyChange.Remove remove -> Optional.empty();
    };
  }

  private void frozen(RepositoryItem item, Freeze freeze, RepositoryPhases phases)
      throws StateUnavailableException, StaleWriteException {
    Instant now = turn.now();
    RepositoryItem frozen =
        item.with(
            item.progress()
                .frozen(freeze.seen())
                .dueAt(now.plus(phases.freeze()))
                .in(RepositoryState.FROZEN, "refuses reads and publishes", now));
    ledger.frozen(frozen);
    turn.write(frozen);
    turn.tally().count("RepositoriesFrozen");
  }

  void hold(RepositoryItem item, RepositoryStep.Hold step)
      throws StateUnavailableException, StaleWriteException {
    Holds.add(
        turn.parts().state(), repository.domain(), repository.toString(), step.why(), turn.now());
    ledger.finding(item, "brown-out", step.at().toString(), step.why());
    turn.write(in(item.with(item.progress().refusedAt(step.at())), item.state(), step.why()));
  }

  /** Gives it back as it was. */
  void undo(RepositoryItem item, String why)
      throws RegistryException, StateUnavailableException, StaleWriteException {
    ledger.undoing(item, why);
    RepositoryItem undoing = turn.write(in(item, RepositoryState.UNDOING, why));
    if (undoing.progress().freeze().isPresent()) {
      thaw(undoing.progress().freeze().get());
    }
    turn.check();
    repositories.untag(repository, Set.of(RepositoryTag.KEY));
    keep(undoing, why);
  }

  private void thaw(Freeze freeze) throws RegistryException, StaleWriteException {
    Optional<ResourcePolicy> present = repositories.repositoryPolicy(repository);
    if (present.isEmpty()) {
      return;
    }
    String revision = present.get().revision();
    PolicyChange change =
        turn.parts()
            .freeze()
            .removeFrom(Optional.of(present.get().document()), freeze.formerDocument());
    // Written again, the policy refuses a request to freeze it that is still on its way.
    boolean unchanged = freeze.formerRevision().filter(revision::equals).isPresent();
    turn.check();
    switch (change) {
      case PolicyChange.None none when unchanged ->
          repositories.putRepositoryPolicy(
              repository, present.get().document(), Optional.of(revision));
      case PolicyChange.None none -> {}
      case PolicyChange.Set(String document) ->
          repositories.putRepositoryPolicy(repository, document, Optional.of(revision));
      case PolicyChange.Remove remove -> repositories.deleteRepositoryPolicy(repository, revision);
    }
  }

  void keep(RepositoryItem item, String why) throws StateUnavailableException, StaleWriteException {
    ledger.kept(item, why);
    turn.write(in(item, RepositoryState.KEPT, why));
    turn.tally().count("RepositoriesKept");
  }

  void deleted(RepositoryItem item) throws StateUnavailableException, StaleWriteException {
    ledger.deleted(item);
    turn.write(in(item, RepositoryState.DELETED, "was deleted"));
    turn.tally().count("RepositoriesDeleted");
  }

  private RepositoryItem in(RepositoryItem item, RepositoryState state, String note) {
    return item.with(item.progress().in(state, note, turn.now()));
  }
}
