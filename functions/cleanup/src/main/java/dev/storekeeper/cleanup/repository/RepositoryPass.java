package dev.storekeeper.cleanup.repository;

import dev.storekeeper.cleanup.execute.Deadline;
import dev.storekeeper.cleanup.execute.Tally;
import dev.storekeeper.cleanup.registry.RegistryException;
import dev.storekeeper.cleanup.registry.RepositoryId;
import dev.storekeeper.cleanup.state.CleanupState;
import dev.storekeeper.cleanup.state.Lease;
import dev.storekeeper.cleanup.state.StaleWriteException;
import dev.storekeeper.cleanup.state.StateUnavailableException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Takes a repository further on its way out:
 *
 * <ol>
 *   <li>nothing if somebody else has the lease;
 *   <li>an interlock that may be open is closed, even if a person has paused all changes;
 *   <li>nothing more if a person has;
 *   <li>everything about the repository is asked anew and decided about anew;
 *   <li>{@link NextRepositoryStep} says what is due, and that is done, until nothing is;
 *   <li>the repository's work is due again when its next step is.
 * </ol>
 */
public final class RepositoryPass {
  /** Longer than a function may run. */
  private static final Duration LEASE = Duration.ofMinutes(16);

  private static final Duration AFTER_FAILURE = Duration.ofMinutes(10);
  private static final Duration WHILE_OPEN = Duration.ofMinutes(1);
  private static final int MAX_ROUNDS = 20;

  private final RepositoryParts parts;
  private final Clock clock;

  /** A pass with these parts. */
  public RepositoryPass(RepositoryParts parts, Clock clock) {
    this.parts = parts;
    this.clock = clock;
  }

  /** How a pass ended. */
  public enum Result {
    /** What was due is done, or will be due again. */
    DONE,
    /** Somebody else works on the repository. */
    BUSY,
    /** A person has paused all changes. */
    PAUSED
  }

  /**
   * Runs a pass.
   *
   * @param deadline asked before each step; without time the rest is due at once
   * @throws StateUnavailableException if the table does not answer; the work stays due
   */
  public Result run(RepositoryId repository, Deadline deadline, Tally tally)
      throws StateUnavailableException {
    CleanupState state = parts.state();
    Optional<Lease> lease = state.lease(RepositoryWork.of(repository), clock.instant(), LEASE);
    if (lease.isEmpty()) {
      return Result.BUSY;
    }
    Turn turn = new Turn(parts, repository, lease.get(), clock, deadline, tally);
    try {
      boolean paused = state.paused().isPresent();
      state.release(lease.get(), paused ? closed(turn) : further(turn));
      return paused ? Result.PAUSED : Result.DONE;
    } catch (StaleWriteException e) {
      return Result.BUSY;
    }
  }

  private Optional<Instant> closed(Turn turn)
      throws StateUnavailableException, StaleWriteException {
    Optional<Instant> due = relocked(turn);
    return due.isPresent() ? due : Optional.of(turn.now());
  }

  private Optional<Instant> further(Turn turn)
      throws StateUnavailableException, StaleWriteException {
    for (int round = 0; round < MAX_ROUNDS && turn.deadline().hasTime(); round++) {
      if (turn.parts().state().paused().isPresent()) {
        return closed(turn);
      }
      Optional<RepositoryItem> item = turn.item();
      if (item.isEmpty() || item.get().state().isFinal()) {
        return Optional.empty();
      }
      Optional<Instant> due;
      try {
        due = round(item.get(), turn);
      } catch (RegistryException | IOException e) {
        turn.tally().failed(String.valueOf(e.getMessage()));
        due = Optional.of(turn.now().plus(mayBeOpen(turn) ? WHILE_OPEN : AFTER_FAILURE));
      }
      if (due.isPresent()) {
        return due;
      }
    }
    return Optional.of(turn.now());
  }

  private static boolean mayBeOpen(Turn turn) throws StateUnavailableException {
    return turn.item().flatMap(item -> item.progress().interlock()).isPresent();
  }

  /** One look and what follows from it; absent if there is more to do at once. */
  private Optional<Instant> round(RepositoryItem item, Turn turn)
      throws RegistryException, StateUnavailableException, StaleWriteException, IOException {
    if (item.progress().interlock().isPresent()) {
      return relocked(turn);
    }
    Look look = Look.at(item, turn);
    RepositoryStep step = look.step(item, turn.now());
    RepositoryCarrier carrier = new RepositoryCarrier(turn);
    switch (step) {
      case RepositoryStep.Wait wait -> {
        return Optional.of(wait.until());
      }
      case RepositoryStep.Delete delete -> {
        return new Deletion(turn).run(item, look);
      }
      case RepositoryStep.Export export -> {
        return copied(item, look, carrier, turn);
      }
      case RepositoryStep.Relock relock -> {
        return relocked(turn);
      }
      case RepositoryStep.Keep keep -> carrier.keep(item, keep.why());
      case RepositoryStep.Tag tag -> carrier.tag(item);
      case RepositoryStep.Notice notice -> carrier.notice(item, notice.days());
      case RepositoryStep.Freeze freeze ->
          carrier.freeze(item, look.situation().phases().orElseThrow());
      case RepositoryStep.FoundDeleted found -> carrier.deleted(item);
      case RepositoryStep.Hold hold -> carrier.hold(item, hold);
      case RepositoryStep.Undo undo -> carrier.undo(item, undo.why());
    }
    return Optional.empty();
  }

  private static Optional<Instant> copied(
      RepositoryItem item, Look look, RepositoryCarrier carrier, Turn turn)
      throws RegistryException, StateUnavailableException, StaleWriteException, IOException {
    RepositorySituation situation = look.situation();
    try {
      return new RepositoryCopy(turn, situation.phases().orElseThrow().export())
          .run(item, situation.documentRevision().orElseThrow());
    } catch (NoCopyException e) {
      String why = String.valueOf(e.getMessage());
      turn.parts().ledger().finding(item, "no-copy", "", why);
      carrier.undo(item, why);
      return Optional.empty();
    }
  }

  /** An interlock that stays open is told, and tried again soon. */
  private static Optional<Instant> relocked(Turn turn)
      throws StateUnavailableException, StaleWriteException {
    try {
      new Lock(turn).close();
      return Optional.empty();
    } catch (RegistryException e) {
      turn.tally().count("InterlockOpen");
      turn.tally().failed(String.valueOf(e.getMessage()));
      Optional<RepositoryItem> item = turn.item();
      if (item.isPresent()) {
        turn.parts()
            .ledger()
            .finding(
                item.get(),
                "interlock-open",
                item.get().progress().interlock().map(OpenInterlock::formerRevision).orElse(""),
                "the interlock of the domain may be open: " + e.getMessage());
      }
      return Optional.of(turn.now().plus(WHILE_OPEN));
    }
  }
}
