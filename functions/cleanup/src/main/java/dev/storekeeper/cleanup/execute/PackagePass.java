package dev.storekeeper.cleanup.execute;

import dev.storekeeper.cleanup.item.Item;
import dev.storekeeper.cleanup.item.NextStep;
import dev.storekeeper.cleanup.item.Situation;
import dev.storekeeper.cleanup.item.Step;
import dev.storekeeper.cleanup.registry.RegistryException;
import dev.storekeeper.cleanup.state.CleanupState;
import dev.storekeeper.cleanup.state.Lease;
import dev.storekeeper.cleanup.state.StaleWriteException;
import dev.storekeeper.cleanup.state.StateUnavailableException;
import dev.storekeeper.codeartifact.PackageCoordinates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes the items of a package one step further:
 *
 * <ol>
 *   <li>nothing if a person has paused all changes, or somebody else has the lease;
 *   <li>the package is read anew, whole, and decided about anew;
 *   <li>for each item {@link NextStep} says what is due;
 *   <li>what undoes is done first, then what keeps, hides and deletes;
 *   <li>the package's work is due again when its next item is.
 * </ol>
 */
public final class PackagePass {
  /** Longer than a function may run. */
  private static final Duration LEASE = Duration.ofMinutes(16);

  private static final Duration AFTER_FAILURE = Duration.ofMinutes(10);
  private static final int MAX_ROUNDS = 10;

  private final Parts parts;
  private final Clock clock;

  /** A pass with these parts. */
  public PackagePass(Parts parts, Clock clock) {
    this.parts = parts;
    this.clock = clock;
  }

  /** How a pass ended. */
  public enum Result {
    /** What was due is done, or will be due again. */
    DONE,
    /** Somebody else works on the package. */
    BUSY,
    /** A person has paused all changes. */
    PAUSED
  }

  /**
   * Runs a pass.
   *
   * @param deadline asked before each action; without time the rest is due at once
   * @throws StateUnavailableException if the table does not answer; the work stays due
   */
  public Result run(PackageCoordinates coordinates, Deadline deadline, Tally tally)
      throws StateUnavailableException {
    CleanupState state = parts.state();
    if (state.paused().isPresent()) {
      return Result.PAUSED;
    }
    Optional<Lease> lease = state.lease(Work.of(coordinates), clock.instant(), LEASE);
    if (lease.isEmpty()) {
      return Result.BUSY;
    }
    try {
      state.release(lease.get(), further(coordinates, lease.get(), deadline, tally));
      return Result.DONE;
    } catch (StaleWriteException e) {
      return Result.BUSY;
    }
  }

  private Optional<Instant> further(
      PackageCoordinates coordinates, Lease lease, Deadline deadline, Tally tally)
      throws StateUnavailableException, StaleWriteException {
    for (int round = 0; round < MAX_ROUNDS && deadline.hasTime(); round++) {
      if (parts.state().paused().isPresent()) {
        return Optional.of(clock.instant());
      }
      List<Item> items =
          parts.state().items(coordinates).stream().filter(i -> !i.state().isFinal()).toList();
      if (items.isEmpty()) {
        return Optional.empty();
      }
      try {
        Optional<Instant> due = round(coordinates, items, lease, deadline, tally);
        if (due.isPresent()) {
          return due;
        }
      } catch (RegistryException e) {
        tally.failed(String.valueOf(e.getMessage()));
        return Optional.of(clock.instant().plus(AFTER_FAILURE));
      }
    }
    return Optional.of(clock.instant());
  }

  /** One look and what follows from it; absent if there is more to do at once. */
  private Optional<Instant> round(
      PackageCoordinates coordinates, List<Item> items, Lease lease, Deadline deadline, Tally tally)
      throws RegistryException, StateUnavailableException, StaleWriteException {
    Instant now = clock.instant();
    Inspection inspection = parts.inspector().inspect(coordinates, items, now);
    Approvals approvals = new Approvals(parts.state(), parts.rules());
    Holds holds = Holds.of(parts.state(), coordinates);
    Map<Step, List<Item>> steps = new LinkedHashMap<>();
    for (Item item : items) {
      Situation situation = situation(item, inspection, approvals, holds, now);
      steps.computeIfAbsent(NextStep.of(item, situation, now), step -> new ArrayList<>()).add(item);
    }
    Carrier carrier = new Carrier(parts, clock, coordinates, lease, inspection, tally);
    Act act = new Act(parts, carrier, approvals, clock, tally);
    List<Map.Entry<Step, List<Item>>> ordered = new ArrayList<>(steps.entrySet());
    ordered.sort((one, other) -> Integer.compare(rank(one.getKey()), rank(other.getKey())));
    Optional<Instant> due = Optional.empty();
    boolean again = false;
    for (Map.Entry<Step, List<Item>> entry : ordered) {
      if (!deadline.hasTime()) {
        return Optional.of(now);
      }
      After after = act.on(entry.getKey(), entry.getValue());
      again |= after.again();
      due = After.earlier(due, after.due());
    }
    return again ? Optional.empty() : due;
  }

  private Situation situation(
      Item item, Inspection inspection, Approvals approvals, Holds holds, Instant now)
      throws StateUnavailableException {
    String version = item.version().version();
    Optional<String> revision = parts.rules().policyRevision(item.policy());
    return new Situation(
        Optional.ofNullable(inspection.versions().get(version)),
        inspection.decision(version),
        approvals.withdrawn(item),
        revision,
        revision.map(_ -> parts.rules().phases(item.policy())),
        holds.on(item.version()),
        Optional.ofNullable(inspection.refusedReads().get(version)),
        Optional.ofNullable(inspection.lastReads().get(version)),
        parts.rules().frozenUntil(now));
  }

  /** What undoes comes first: should the time run out, what goes further waits. */
  private static int rank(Step step) {
    return switch (step) {
      case Step.Restore restore -> 0;
      case Step.Reclaim reclaim -> 0;
      case Step.Hold hold -> 1;
      case Step.FoundHidden found -> 2;
      case Step.FoundDeleted found -> 2;
      case Step.Keep keep -> 3;
      case Step.Wait wait -> 4;
      case Step.Export export -> 5;
      case Step.Hide hide -> 6;
      case Step.Delete delete -> 7;
    };
  }
}
