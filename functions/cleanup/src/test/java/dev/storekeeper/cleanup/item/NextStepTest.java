package dev.storekeeper.cleanup.item;

import static dev.storekeeper.cleanup.state.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.storekeeper.cleanup.registry.ListedVersion;
import dev.storekeeper.cleanup.state.Samples;
import dev.storekeeper.codeartifact.OriginType;
import dev.storekeeper.retention.Outcome;
import dev.storekeeper.retention.Outcome.Why;
import dev.storekeeper.retention.Phases;
import dev.storekeeper.retention.Question;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NextStepTest {
  private static final Instant BEFORE = NOW.minus(Duration.ofDays(20));
  private static final Instant LATER = NOW.plus(Duration.ofHours(1));

  @Test
  void aPlannedVersionIsCopiedThenArchived() {
    assertThat(next(planned(), seen("Published"))).isEqualTo(new Step.Export());
    assertThat(next(exported(planned()), seen("Published")))
        .isEqualTo(new Step.Hide("Published", "Archived"));
  }

  @Test
  void aCachedVersionNeedsNoCopy() {
    Item cached = with(planned(), OriginType.EXTERNAL, "Published");
    assertThat(next(cached, seen("Published"))).isEqualTo(new Step.Hide("Published", "Archived"));
  }

  @Test
  void aVersionOfUnknownOriginIsCopied() {
    Item unknown = with(planned(), OriginType.UNKNOWN, "Published");
    assertThat(next(unknown, seen("Published"))).isEqualTo(new Step.Export());
  }

  @Test
  void whatWasNeverFinishedNeedsNoCopyAndComesBackUnlisted() {
    Item aborted = with(planned(), OriginType.INTERNAL, "Unfinished");
    assertThat(next(aborted, seen("Unfinished")))
        .isEqualTo(new Step.Hide("Unfinished", "Archived"));
    assertThat(
            NextStep.of(
                hidden(aborted, "Archived"),
                good().seen("Archived").withdrawn("cancelled").build(),
                NOW))
        .isEqualTo(new Step.Restore("Archived", "Unlisted", "cancelled"));
  }

  @Test
  void aPolicyCanUnlistFirst() {
    Situation situation =
        good().seen("Published").phases(phases(Phases.First.UNLIST, Phases.Export.NONE)).build();
    assertThat(NextStep.of(planned(), situation, NOW))
        .isEqualTo(new Step.Hide("Published", "Unlisted"));
    Item unlisted = hidden(planned(), "Unlisted");
    Situation then =
        good().seen("Unlisted").phases(phases(Phases.First.UNLIST, Phases.Export.NONE)).build();
    assertThat(NextStep.of(unlisted, then, NOW)).isEqualTo(new Step.Hide("Unlisted", "Archived"));
  }

  @Test
  void whatWasUnlistedBeforeIsArchivedAtOnce() {
    Item item = with(planned(), OriginType.INTERNAL, "Unlisted");
    Situation situation =
        good().seen("Unlisted").phases(phases(Phases.First.UNLIST, Phases.Export.NONE)).build();
    assertThat(NextStep.of(item, situation, NOW)).isEqualTo(new Step.Hide("Unlisted", "Archived"));
  }

  @Test
  void anArchivedVersionIsDeletedAfterItsGrace() {
    Item archived = hidden(exported(planned()), "Archived");
    assertThat(next(archived, seen("Archived"))).isEqualTo(new Step.Delete());
    Item fresh =
        archived.with(
            archived.progress().hidden(Optional.empty(), NOW.plus(Duration.ofDays(3)), BEFORE));
    assertThat(next(fresh, seen("Archived")))
        .isInstanceOfSatisfying(
            Step.Wait.class,
            wait -> assertThat(wait.until()).isEqualTo(NOW.plus(Duration.ofDays(3))));
  }

  @Test
  void noCopyNoDeletion() {
    assertThat(next(hidden(planned(), "Archived"), seen("Archived")))
        .isEqualTo(new Step.Restore("Archived", "Published", "there is no copy of it"));
  }

  @ParameterizedTest
  @EnumSource(ItemState.class)
  void whatIsGoneIsGone(ItemState state) {
    Item item = in(state);
    if (state.isFinal()) {
      assertThatThrownBy(() -> next(item, seen("Published")))
          .isInstanceOf(IllegalArgumentException.class);
    } else if (state == ItemState.DELETING) {
      assertThat(next(item, Optional.empty())).isEqualTo(new Step.FoundDeleted());
    } else {
      assertThat(next(item, Optional.empty())).isInstanceOf(Step.Keep.class);
    }
  }

  @Test
  void aLostAnswerIsFoundOut() {
    assertThat(next(in(ItemState.HIDING), seen("Archived"))).isEqualTo(new Step.FoundHidden());
    assertThat(next(exported(in(ItemState.HIDING)), seen("Published")))
        .isEqualTo(new Step.Hide("Published", "Archived"));
    assertThat(next(in(ItemState.RESTORING), seen("Published")))
        .isEqualTo(new Step.Reclaim("Archived", "Published", "under way"));
    assertThat(next(in(ItemState.RESTORING), seen("Archived"))).isInstanceOf(Step.Restore.class);
    assertThat(next(exported(in(ItemState.DELETING)), seen("Archived")))
        .isEqualTo(new Step.Delete());
  }

  @Test
  void theSecondOfTwoStepsIsFoundOut() {
    Item second =
        exported(planned())
            .with(
                exported(planned())
                    .progress()
                    .hiding("Unlisted", BEFORE)
                    .hidden(Optional.empty(), BEFORE, BEFORE)
                    .hiding("Archived", NOW));
    assertThat(next(second, seen("Unlisted"))).isEqualTo(new Step.Hide("Unlisted", "Archived"));
    assertThat(next(second, seen("Archived"))).isEqualTo(new Step.FoundHidden());
    assertThat(next(second, seen("Published")))
        .as("somebody published it again meanwhile")
        .isNotInstanceOf(Step.Restore.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Unlisted", "Archived", "Disposed", "Unfinished"})
  void whatSomebodyElseChangedIsTheirs(String status) {
    assertThat(next(planned(), seen(status))).isInstanceOf(Step.Keep.class);
  }

  @Test
  void whatSomebodyElseGaveBackIsTheirsUnlessThatIsOldNews() {
    Step reclaim = new Step.Reclaim("Archived", "Published", "somebody else made it Published");
    assertThat(next(hidden(exported(planned()), "Archived"), seen("Published"))).isEqualTo(reclaim);
    assertThat(next(in(ItemState.DELETING), seen("Published"))).isEqualTo(reclaim);
    assertThat(next(hidden(exported(planned()), "Archived"), seen("Unlisted")))
        .isEqualTo(new Step.Reclaim("Archived", "Published", "somebody else made it Unlisted"));
  }

  @Test
  void anotherRevisionIsAnotherVersion() {
    assertThat(
            NextStep.of(
                exported(planned()), good().seen("Published").revision("other").build(), NOW))
        .isEqualTo(new Step.Keep("it was changed after the plan"));
    assertThat(
            NextStep.of(
                hidden(exported(planned()), "Archived"),
                good().seen("Archived").revision("other").build(),
                NOW))
        .isEqualTo(new Step.Restore("Archived", "Published", "it was changed after the plan"));
  }

  @Test
  void aHoldStopsWhatIsUnderWayAndEndsWhatIsNot() {
    Hold hold = new Hold("111122223333/acme", "lawsuit", "arn:x", NOW);
    assertThat(NextStep.of(exported(planned()), good().seen("Published").hold(hold).build(), NOW))
        .isEqualTo(new Step.Keep("held: lawsuit"));
    assertThat(
            NextStep.of(
                hidden(exported(planned()), "Archived"),
                good().seen("Archived").hold(hold).build(),
                NOW))
        .isEqualTo(new Step.Wait(NOW.plus(Duration.ofDays(1)), "held: lawsuit"));
  }

  @Test
  void whatIsReadAfterAllComesBack() {
    Item unlisted = hidden(exported(planned()), "Unlisted");
    Instant read = BEFORE.plus(Duration.ofDays(2));
    assertThat(NextStep.of(unlisted, good().seen("Unlisted").lastRead(read).build(), NOW))
        .isEqualTo(new Step.Restore("Unlisted", "Published", "it was read on " + read));
    Instant sameDay = BEFORE.plus(Duration.ofHours(3));
    assertThat(NextStep.of(unlisted, good().seen("Unlisted").lastRead(sameDay).build(), NOW))
        .isEqualTo(new Step.Hide("Unlisted", "Archived"));
  }

  @Test
  void anAttemptToReadHoldsOnce() {
    Item archived = hidden(exported(planned()), "Archived");
    Instant tried = BEFORE.plusSeconds(5);
    Situation situation = good().seen("Archived").refusedRead(tried).build();
    assertThat(NextStep.of(archived, situation, NOW))
        .isEqualTo(new Step.Hold(tried, "somebody tried to read it on " + tried));
    Item acted = archived.with(archived.progress().refused(tried, "held", NOW));
    assertThat(NextStep.of(acted, situation, NOW)).isEqualTo(new Step.Delete());
    assertThat(
            NextStep.of(
                acted, good().seen("Archived").refusedRead(tried.plusSeconds(1)).build(), NOW))
        .isInstanceOf(Step.Hold.class);
    assertThat(
            NextStep.of(
                archived,
                good().seen("Archived").refusedRead(BEFORE.minusSeconds(301)).build(),
                NOW))
        .as("before it was hidden")
        .isEqualTo(new Step.Delete());
  }

  @Test
  void anAttemptSinceTheFirstTryToHideItCountsAReadDoesNot() {
    Instant known = BEFORE.plus(Duration.ofHours(50));
    Item archived =
        planned()
            .with(
                exported(planned())
                    .progress()
                    .hiding("Archived", BEFORE)
                    .hidden(Optional.empty(), BEFORE, known));
    Instant between = BEFORE.plus(Duration.ofHours(49));
    assertThat(NextStep.of(archived, good().seen("Archived").refusedRead(between).build(), NOW))
        .isInstanceOf(Step.Hold.class);
    assertThat(NextStep.of(archived, good().seen("Archived").lastRead(between).build(), NOW))
        .as("while it could still be read")
        .isEqualTo(new Step.Delete());
  }

  @Test
  void anAttemptToReadRestoresIfThePolicySaysSo() {
    Instant tried = BEFORE.plusSeconds(5);
    Situation situation =
        good()
            .seen("Archived")
            .refusedRead(tried)
            .phases(
                new Phases(
                    Duration.ZERO,
                    Phases.First.ARCHIVE,
                    Duration.ofDays(14),
                    Phases.Export.INTERNAL,
                    Phases.BrownOut.RESTORE))
            .build();
    assertThat(NextStep.of(hidden(exported(planned()), "Archived"), situation, NOW))
        .isInstanceOf(Step.Restore.class);
  }

  @Test
  void whatChangedOnItsWayIsGivenBackAndNotTakenForHidden() {
    assertThat(
            NextStep.of(
                in(ItemState.HIDING), good().seen("Archived").revision("other").build(), NOW))
        .isEqualTo(new Step.Restore("Archived", "Published", "it was changed after the plan"));
  }

  @Test
  void whatIsBeingDeletedIsNotHiddenAgain() {
    assertThat(next(exported(in(ItemState.DELETING)), seen("Unlisted")))
        .isEqualTo(new Step.Restore("Unlisted", "Published", "somebody else made it Unlisted"));
  }

  @Test
  void whatIsUnknownWaitsAndUndoesNothing() {
    for (Outcome outcome : unknown()) {
      assertThat(
              NextStep.of(
                  hidden(exported(planned()), "Archived"),
                  good().seen("Archived").decision(outcome).build(),
                  NOW))
          .isInstanceOfSatisfying(
              Step.Wait.class, wait -> assertThat(wait.until()).isEqualTo(LATER));
      assertThat(
              NextStep.of(
                  exported(planned()), good().seen("Published").decision(outcome).build(), NOW))
          .isInstanceOf(Step.Wait.class);
    }
  }

  @Test
  void aPolicyCanHaveEverythingCopied() {
    Item cached = with(planned(), OriginType.EXTERNAL, "Published");
    Situation situation =
        good().seen("Published").phases(phases(Phases.First.ARCHIVE, Phases.Export.ALL)).build();
    assertThat(NextStep.of(cached, situation, NOW)).isEqualTo(new Step.Export());
  }

  @Test
  void nothingHappensInAFreeze() {
    Situation frozen = good().seen("Published").blockedUntil(LATER).build();
    assertThat(NextStep.of(exported(planned()), frozen, NOW))
        .isEqualTo(new Step.Wait(LATER, "nothing may change now"));
    Situation thawed = good().seen("Published").blockedUntil(NOW).build();
    assertThat(NextStep.of(exported(planned()), thawed, NOW)).isInstanceOf(Step.Hide.class);
  }

  @Test
  void anUndoHappensEvenInAFreeze() {
    Situation situation =
        good().seen("Archived").blockedUntil(LATER).withdrawn("cancelled").build();
    assertThat(NextStep.of(hidden(exported(planned()), "Archived"), situation, NOW))
        .isInstanceOf(Step.Restore.class);
  }

  /** Every combination: what goes further agrees in everything, and what is unknown waits. */
  @Test
  void nothingGoesFurtherUnlessEverythingAgrees() {
    int further = 0;
    for (Combination combination : Combination.all()) {
      Step step = NextStep.of(combination.item(), combination.situation(), NOW);
      if (step instanceof Step.Hide || step instanceof Step.Delete || step instanceof Step.Export) {
        further++;
        assertThat(combination.agrees()).as("%s for %s", step, combination).isTrue();
      }
      if (step instanceof Step.Delete) {
        assertThat(combination.situation().seen().orElseThrow().status()).isEqualTo("Archived");
        assertThat(combination.item().export()).as("%s", combination).isPresent();
        assertThat(combination.item().state()).isIn(ItemState.HIDDEN, ItemState.DELETING);
      }
      if (step instanceof Step.Restore(String from, String target, String why)) {
        assertThat(target).isEqualTo("Published");
        assertThat(from).isIn("Archived", "Unlisted");
        assertThat(combination.situation().seen().orElseThrow().status()).isEqualTo(from);
        assertThat(why).isNotBlank();
      }
      if (combination.isUnknown() && combination.item().state() != ItemState.RESTORING) {
        assertThat(step)
            .as("%s", combination)
            .isNotInstanceOfAny(Step.Hide.class, Step.Delete.class);
      }
    }
    assertThat(further).isPositive();
  }

  private static Step next(Item item, Optional<ListedVersion> seen) {
    Situation situation = good().build();
    return NextStep.of(
        item,
        new Situation(
            seen,
            situation.decision(),
            situation.withdrawn(),
            situation.policyRevision(),
            situation.phases(),
            situation.hold(),
            situation.refusedRead(),
            situation.lastRead(),
            situation.blockedUntil()),
        NOW);
  }

  private static Optional<ListedVersion> seen(String status) {
    return Optional.of(new ListedVersion("1.0", planned().revision(), status, OriginType.INTERNAL));
  }

  static Item planned() {
    return Samples.item("1.0").with(Progress.planned(BEFORE, BEFORE));
  }

  static Item exported(Item item) {
    return item.with(item.progress().exported("exports/1.json", BEFORE));
  }

  static Item hidden(Item item, String status) {
    return item.with(
        item.progress().hiding(status, BEFORE).hidden(Optional.empty(), BEFORE, BEFORE));
  }

  static Item in(ItemState state) {
    Item archived = hidden(planned(), "Archived");
    return switch (state) {
      case PLANNED -> planned();
      case HIDING -> planned().with(planned().progress().hiding("Archived", BEFORE));
      default -> archived.with(archived.progress().in(state, "under way", BEFORE));
    };
  }

  private static Item with(Item item, OriginType origin, String formerStatus) {
    return new Item(
        item.version(),
        item.plan(),
        item.policy(),
        item.policyRevision(),
        item.reason(),
        item.revision(),
        formerStatus,
        origin,
        item.bytes(),
        item.progress());
  }

  private static Phases phases(Phases.First first, Phases.Export export) {
    return new Phases(Duration.ofDays(7), first, Duration.ofDays(14), export, Phases.BrownOut.HOLD);
  }

  static SituationBuilder good() {
    return new SituationBuilder(planned())
        .phases(phases(Phases.First.ARCHIVE, Phases.Export.INTERNAL));
  }

  static List<Outcome> disagreeing() {
    return List.of(
        new Outcome.Kept(Why.PROTECTED, "protect[0]", "legal-hold"),
        new Outcome.Kept(Why.KEEP_RULE, "policies[0].versions.keep.newest", "newest 10"),
        new Outcome.Kept(Why.NOT_SELECTED, "", "no policy selects it"),
        new Outcome.Kept(Why.REMAINDER, "limits.remaining_versions", "the last one"),
        new Outcome.Selected("another", "is old"));
  }

  static List<Outcome> unknown() {
    return List.of(
        new Outcome.Kept(Why.UNKNOWN, "", "its tags could not be read"),
        new Outcome.Undecided(Set.of(Question.PUBLISHED)));
  }
}
