package dev.storekeeper.cleanup.repository;

import dev.storekeeper.cleanup.item.Missed;
import dev.storekeeper.retention.Known;
import dev.storekeeper.retention.Outcome.Kept;
import dev.storekeeper.retention.Outcome.Selected;
import dev.storekeeper.retention.Outcome.Undecided;
import dev.storekeeper.retention.Outcome.Why;
import dev.storekeeper.retention.Phases.Export;
import dev.storekeeper.retention.RepositoryPhases;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * Says what is to be done with a repository, by a pure function of its item, its situation and the
 * time. An interlock that may be open is closed before anything else. Everything has to agree for a
 * step towards deletion; what disagrees undoes what cleanup did; what cannot be found out waits.
 */
public final class NextRepositoryStep {
  /** How many days before the freeze people are told, the first notice first. */
  public static final List<Integer> NOTICES = List.of(30, 7, 1);

  /** How old the check of the copies may be when the repository is deleted. */
  static final Duration FRESH = Duration.ofDays(1);

  /** How long an answer of CodeArtifact may still be that of before a change. */
  private static final Duration SETTLED = Duration.ofMinutes(10);

  private static final Duration LATER = Duration.ofHours(1);
  private static final Duration TOMORROW = Duration.ofDays(1);

  private NextRepositoryStep() {}

  /**
   * The step that is due.
   *
   * @throws IllegalArgumentException if the item is in a final state
   */
  public static RepositoryStep of(RepositoryItem item, RepositorySituation now, Instant time) {
    if (item.state().isFinal()) {
      throw new IllegalArgumentException("state: found " + item.state() + ", which is final");
    }
    if (item.progress().interlock().isPresent()) {
      return new RepositoryStep.Relock();
    }
    if (!now.there()) {
      return item.state() == RepositoryState.DELETING
          ? new RepositoryStep.FoundDeleted()
          : new RepositoryStep.Keep("it is gone, and cleanup did not delete it");
    }
    if (item.state() == RepositoryState.UNDOING) {
      return new RepositoryStep.Undo(item.progress().note());
    }
    return disagreement(item, now, time).orElseGet(() -> further(item, now, time));
  }

  /** The day, in UTC, on which a repository is frozen. */
  static LocalDate date(Instant due) {
    return LocalDate.ofInstant(due, ZoneOffset.UTC);
  }

  private static RepositoryStep further(
      RepositoryItem item, RepositorySituation now, Instant time) {
    return switch (item.state()) {
      case PLANNED, TAGGING -> new RepositoryStep.Tag(date(item.due()));
      case TAGGED ->
          notice(item, time)
              .orElseGet(() -> ready(item, now, time).orElseGet(() -> new RepositoryStep.Freeze()));
      case FREEZING ->
          is(now.frozen(), true)
              ? new RepositoryStep.Freeze()
              : ready(item, now, time).orElseGet(() -> new RepositoryStep.Freeze());
      case FROZEN, UNLOCKING, DELETING ->
          ready(item, now, time).orElseGet(() -> copiedThenDeleted(item, now, time));
      case UNDOING, DELETED, KEPT -> throw new IllegalArgumentException("state: " + item.state());
    };
  }

  private static Optional<RepositoryStep> notice(RepositoryItem item, Instant time) {
    List<Integer> open =
        NOTICES.stream().filter(days -> !item.progress().noticed().contains(days)).toList();
    List<Integer> due = open.stream().filter(days -> !time.isBefore(noticeAt(item, days))).toList();
    if (!due.isEmpty()) {
      return Optional.of(new RepositoryStep.Notice(due.getLast()));
    }
    return open.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new RepositoryStep.Wait(
                noticeAt(item, open.getFirst()), "will be frozen on " + date(item.due())));
  }

  private static Instant noticeAt(RepositoryItem item, int days) {
    return item.due().minus(Duration.ofDays(days));
  }

  private static Optional<RepositoryStep> ready(
      RepositoryItem item, RepositorySituation now, Instant time) {
    if (time.isBefore(item.due())) {
      return Optional.of(new RepositoryStep.Wait(item.due(), "due on " + item.due()));
    }
    return now.blockedUntil()
        .filter(time::isBefore)
        .map(until -> new RepositoryStep.Wait(until, "nothing may change now"));
  }

  private static RepositoryStep copiedThenDeleted(
      RepositoryItem item, RepositorySituation now, Instant time) {
    boolean copies = now.phases().orElseThrow().export() != Export.NONE;
    return copies && !isCopied(item, now, time)
        ? new RepositoryStep.Export()
        : new RepositoryStep.Delete();
  }

  /** Nothing can have been published since the walk if the policy that forbids it is the same. */
  private static boolean isCopied(RepositoryItem item, RepositorySituation now, Instant time) {
    return item.progress()
        .walk()
        .filter(walk -> now.documentRevision().filter(walk.policyRevision()::equals).isPresent())
        .flatMap(ExportWalk::completedAt)
        .filter(at -> time.isBefore(at.plus(FRESH)))
        .isPresent();
  }

  private static Optional<RepositoryStep> disagreement(
      RepositoryItem item, RepositorySituation now, Instant time) {
    Optional<RepositoryStep> others = byOthers(item, now, time);
    if (others.isPresent()) {
      return others;
    }
    if (now.withdrawn().isPresent()) {
      return Optional.of(back(item, now, time, now.withdrawn().get()));
    }
    if (now.policyRevision().filter(item.policyRevision()::equals).isEmpty()
        || now.phases().isEmpty()) {
      return Optional.of(
          back(item, now, time, "policy " + item.policy() + " was changed after the plan"));
    }
    return consent(item, now, time)
        .or(() -> use(item, now))
        .or(() -> hold(item, now, time))
        .or(() -> decision(item, now, time));
  }

  /** Whoever removes the tag, or lifts the freeze, wants to keep the repository. */
  private static Optional<RepositoryStep> byOthers(
      RepositoryItem item, RepositorySituation now, Instant time) {
    boolean tagged =
        item.state() != RepositoryState.PLANNED && item.state() != RepositoryState.TAGGING;
    if (tagged && !is(now.marked(), true)) {
      return Optional.of(missing(item, now, time, now.marked(), "somebody removed its tag"));
    }
    boolean frozen = tagged && item.progress().freeze().filter(Freeze::known).isPresent();
    if (frozen && !is(now.frozen(), true)) {
      return Optional.of(missing(item, now, time, now.frozen(), "somebody else lifted its freeze"));
    }
    return item.state() == RepositoryState.FREEZING && !isKnown(now.frozen())
        ? Optional.of(new RepositoryStep.Wait(time.plus(LATER), "its policy could not be read"))
        : Optional.empty();
  }

  private static RepositoryStep missing(
      RepositoryItem item, RepositorySituation now, Instant time, Known<Boolean> fact, String why) {
    if (!isKnown(fact)) {
      return new RepositoryStep.Wait(time.plus(LATER), "it could not be asked");
    }
    Instant settled = item.progress().changedAt().plus(SETTLED);
    return time.isBefore(settled)
        ? new RepositoryStep.Wait(settled, why + ", or the answer is old")
        : back(item, now, time, why);
  }

  private static Optional<RepositoryStep> consent(
      RepositoryItem item, RepositorySituation now, Instant time) {
    int needed = Math.max(1, now.phases().map(RepositoryPhases::approvals).orElse(1));
    if (now.approvals() >= needed) {
      return Optional.empty();
    }
    String why = "%d of %d people approved it".formatted(now.approvals(), needed);
    return Optional.of(
        item.state() == RepositoryState.PLANNED
            ? new RepositoryStep.Wait(time.plus(TOMORROW), why)
            : back(item, now, time, why));
  }

  private static Optional<RepositoryStep> use(RepositoryItem item, RepositorySituation now) {
    return item.progress()
        .freeze()
        .filter(Freeze::known)
        .flatMap(freeze -> Missed.since(now.refused(), freeze.since(), item.progress().refused()))
        .map(at -> new RepositoryStep.Hold(at, "somebody tried to use it on " + at));
  }

  private static Optional<RepositoryStep> hold(
      RepositoryItem item, RepositorySituation now, Instant time) {
    return now.hold()
        .map(hold -> "held: " + hold.reason())
        .map(why ->
            item.state() == RepositoryState.PLANNED
                ? new RepositoryStep.Keep(why)
                : new RepositoryStep.Wait(time.plus(TOMORROW), why));
  }

  private static Optional<RepositoryStep> decision(
      RepositoryItem item, RepositorySituation now, Instant time) {
    return switch (now.decision()) {
      case Selected(String policy, String reason) ->
          policy.equals(item.policy())
              ? Optional.empty()
              : Optional.of(back(item, now, time, "now policy " + policy + " selects it"));
      case Kept(Why why, String rule, String reason) ->
          Optional.of(
              why == Why.UNKNOWN
                  ? new RepositoryStep.Wait(time.plus(LATER), reason)
                  : back(item, now, time, reason));
      case Undecided undecided ->
          Optional.of(
              new RepositoryStep.Wait(time.plus(LATER), "it could not be asked: " + undecided));
    };
  }

  /** What cleanup changed is given back, once it is certain what that was. */
  private static RepositoryStep back(
      RepositoryItem item, RepositorySituation now, Instant time, String why) {
    if (item.state() == RepositoryState.PLANNED) {
      return new RepositoryStep.Keep(why);
    }
    Instant settled = item.progress().changedAt().plus(SETTLED);
    boolean mayBeOld =
        (item.state() == RepositoryState.FREEZING && !is(now.frozen(), true))
            || (item.state() == RepositoryState.TAGGING && !is(now.marked(), true));
    return mayBeOld && time.isBefore(settled)
        ? new RepositoryStep.Wait(settled, why)
        : new RepositoryStep.Undo(why);
  }

  private static boolean isKnown(Known<Boolean> fact) {
    return fact instanceof Known.Value<Boolean>;
  }

  private static boolean is(Known<Boolean> fact, boolean value) {
    return fact instanceof Known.Value<Boolean>(Boolean known) && known == value;
  }
}
