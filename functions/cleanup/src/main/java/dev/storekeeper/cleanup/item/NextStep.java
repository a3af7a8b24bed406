package dev.storekeeper.cleanup.item;

import dev.storekeeper.cleanup.registry.ListedVersion;
import dev.storekeeper.codeartifact.OriginType;
import dev.storekeeper.retention.Outcome.Kept;
import dev.storekeeper.retention.Outcome.Selected;
import dev.storekeeper.retention.Outcome.Undecided;
import dev.storekeeper.retention.Outcome.Why;
import dev.storekeeper.retention.Phases;
import dev.storekeeper.retention.Phases.BrownOut;
import dev.storekeeper.retention.Phases.First;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides what is to be done with an item. Pure. A version only ever goes further if its plan, its
 * policy, its revision, its status and the present decision all agree; what disagrees undoes, and
 * what cannot be found out waits.
 */
public final class NextStep {
  /** The status that a version has while it is archived. */
  public static final String ARCHIVED = "Archived";

  /** The status that a version has while it is unlisted. */
  public static final String UNLISTED = "Unlisted";

  private static final String UNFINISHED = "Unfinished";

  /** How long what cannot be found out waits. */
  private static final Duration LATER = Duration.ofHours(1);

  /** How long what is held waits; whoever releases it makes it due at once. */
  private static final Duration WHILE_HELD = Duration.ofDays(1);

  /** The grain of the last-read index: a read is known to the day. */
  private static final Duration READ_GRAIN = Duration.ofDays(1);

  private NextStep() {}

  /**
   * The step that is due.
   *
   * @throws IllegalArgumentException if the item is in a final state
   */
  public static Step of(Item item, Situation situation, Instant now) {
    if (situation.seen().isEmpty()) {
      return item.state() == ItemState.DELETING
          ? new Step.FoundDeleted()
          : new Step.Keep("it is gone, and cleanup did not delete it");
    }
    ListedVersion seen = situation.seen().get();
    return switch (item.state()) {
      case PLANNED -> planned(item, seen, situation, now);
      case HIDING -> hiding(item, seen, situation, now);
      case HIDDEN -> hidden(item, seen, situation, now);
      case DELETING -> deleting(item, seen, situation, now);
      case RESTORING -> restoring(item, seen);
      case DELETED, KEPT ->
          throw new IllegalArgumentException("state: found " + item.state() + ", which is final");
    };
  }

  /** The status that a version gets when it is given back. */
  public static String givenBack(String formerStatus) {
    // No version becomes Unfinished again (User Guide, "Package version status").
    return formerStatus.equals(UNFINISHED) ? UNLISTED : formerStatus;
  }

  /** Whether a policy wants a copy of an item before it goes. */
  public static boolean needsExport(Item item, Phases phases) {
    return switch (phases.export()) {
      case NONE -> false;
      case ALL -> true;
      case INTERNAL ->
          item.origin() != OriginType.EXTERNAL && !item.formerStatus().equals(UNFINISHED);
    };
  }

  private static Step planned(Item item, ListedVersion seen, Situation situation, Instant now) {
    if (!seen.status().equals(item.formerStatus())) {
      return new Step.Keep("somebody else made it " + seen.status());
    }
    return further(item, seen, situation, now);
  }

  private static Step hiding(Item item, ListedVersion seen, Situation situation, Instant now) {
    if (!seen.revision().equals(item.presentRevision())) {
      return changed(item, seen);
    }
    if (item.hiddenAs().filter(seen.status()::equals).isPresent()) {
      return new Step.FoundHidden();
    }
    if (isOwnFirstStep(item, seen)) {
      return hidden(item, seen, situation, now);
    }
    return seen.status().equals(item.formerStatus())
        ? further(item, seen, situation, now)
        : byOthers(item, seen);
  }

  private static Step hidden(Item item, ListedVersion seen, Situation situation, Instant now) {
    if (!isOwn(item, seen)) {
      return byOthers(item, seen);
    }
    Optional<Step> used = used(item, seen, situation);
    return used.orElseGet(() -> further(item, seen, situation, now));
  }

  private static Step deleting(Item item, ListedVersion seen, Situation situation, Instant now) {
    return seen.status().equals(ARCHIVED)
        ? hidden(item, seen, situation, now)
        : byOthers(item, seen);
  }

  private static Step restoring(Item item, ListedVersion seen) {
    return back(item, seen, item.note());
  }

  private static Optional<Step> used(Item item, ListedVersion seen, Situation situation) {
    if (item.hiddenAt().isEmpty()) {
      return Optional.empty();
    }
    Instant since = item.hiddenAt().get();
    if (situation.lastRead().filter(read -> read.isAfter(since.plus(READ_GRAIN))).isPresent()) {
      return Optional.of(back(item, seen, "it was read on " + situation.lastRead().get()));
    }
    Optional<Instant> refused =
        Missed.since(
            situation.refusedRead(),
            item.progress().began().orElse(since),
            item.progress().refusedRead());
    if (refused.isEmpty()) {
      return Optional.empty();
    }
    String tried = "somebody tried to read it on " + refused.get();
    boolean restores =
        situation.phases().filter(phases -> phases.brownOut() == BrownOut.RESTORE).isPresent();
    return Optional.of(restores ? back(item, seen, tried) : new Step.Hold(refused.get(), tried));
  }

  /** Towards deletion, if everything agrees. */
  private static Step further(Item item, ListedVersion seen, Situation situation, Instant now) {
    Optional<Step> undo = disagreement(item, seen, situation, now);
    if (undo.isPresent()) {
      return undo.get();
    }
    if (now.isBefore(item.due())) {
      return new Step.Wait(item.due(), "due on " + item.due());
    }
    if (situation.blockedUntil().filter(until -> until.isAfter(now)).isPresent()) {
      return new Step.Wait(situation.blockedUntil().get(), "nothing may change now");
    }
    Phases phases = situation.phases().orElseThrow();
    if (needsExport(item, phases) && item.export().isEmpty()) {
      return seen.status().equals(ARCHIVED)
          ? back(item, seen, "there is no copy of it")
          : new Step.Export();
    }
    if (seen.status().equals(ARCHIVED)) {
      return new Step.Delete();
    }
    boolean unlistsFirst =
        phases.first() == First.UNLIST && item.hiddenAs().isEmpty() && !isUnlisted(item);
    return new Step.Hide(
        seen.status(), unlistsFirst || isFirstAgain(item, seen) ? UNLISTED : ARCHIVED);
  }

  private static boolean isUnlisted(Item item) {
    return item.formerStatus().equals(UNLISTED);
  }

  private static boolean isFirstAgain(Item item, ListedVersion seen) {
    return item.state() == ItemState.HIDING
        && item.hiddenAs().filter(UNLISTED::equals).isPresent()
        && !seen.status().equals(UNLISTED);
  }

  private static Optional<Step> disagreement(
      Item item, ListedVersion seen, Situation situation, Instant now) {
    if (!seen.revision().equals(item.presentRevision())) {
      return Optional.of(changed(item, seen));
    }
    if (situation.withdrawn().isPresent()) {
      return Optional.of(back(item, seen, situation.withdrawn().get()));
    }
    if (situation.policyRevision().filter(item.policyRevision()::equals).isEmpty()) {
      return Optional.of(
          back(item, seen, "policy " + item.policy() + " was changed after the plan"));
    }
    if (situation.hold().isPresent()) {
      String why = "held: " + situation.hold().get().reason();
      return Optional.of(
          item.state() == ItemState.PLANNED
              ? new Step.Keep(why)
              : new Step.Wait(now.plus(WHILE_HELD), why));
    }
    return switch (situation.decision()) {
      case Selected(String policy, String reason) ->
          policy.equals(item.policy())
              ? Optional.empty()
              : Optional.of(back(item, seen, "now policy " + policy + " selects it"));
      case Kept(Why why, String rule, String reason) ->
          Optional.of(
              why == Why.UNKNOWN
                  ? new Step.Wait(now.plus(LATER), reason)
                  : back(item, seen, reason));
      case Undecided undecided ->
          Optional.of(new Step.Wait(now.plus(LATER), "it could not be asked: " + undecided));
    };
  }

  private static Step changed(Item item, ListedVersion seen) {
    return back(item, seen, "it was changed after the plan");
  }

  private static Step byOthers(Item item, ListedVersion seen) {
    return back(item, seen, "somebody else made it " + seen.status());
  }

  /** What cleanup changed is given back; what it did not change stays as it is. */
  private static Step back(Item item, ListedVersion seen, String why) {
    if (item.state() == ItemState.PLANNED) {
      return new Step.Keep(why);
    }
    String target = givenBack(item.formerStatus());
    return isOwn(item, seen)
        ? new Step.Restore(seen.status(), target, why)
        : new Step.Reclaim(item.hiddenAs().orElse(ARCHIVED), target, why);
  }

  /** Whether a version has a status that cleanup gave it. */
  private static boolean isOwn(Item item, ListedVersion seen) {
    return item.hiddenAs().filter(seen.status()::equals).isPresent() || isOwnFirstStep(item, seen);
  }

  /** Whether it is unlisted from the first of two steps, while the second is under way. */
  private static boolean isOwnFirstStep(Item item, ListedVersion seen) {
    return item.state() != ItemState.HIDDEN
        && item.hiddenAt().isPresent()
        && seen.status().equals(UNLISTED)
        && !item.formerStatus().equals(UNLISTED);
  }
}
