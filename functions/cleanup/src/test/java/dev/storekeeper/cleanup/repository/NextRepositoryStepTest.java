package dev.storekeeper.cleanup.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.storekeeper.cleanup.item.Hold;
import dev.storekeeper.retention.Known;
import dev.storekeeper.retention.Outcome;
import dev.storekeeper.retention.Phases;
import dev.storekeeper.retention.RepositoryPhases;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class NextRepositoryStepTest {
  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
  private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(3));
  private static final Known<Boolean> YES = new Known.Value<>(true);
  private static final Known<Boolean> NO = new Known.Value<>(false);
  private static final Known<Boolean> UNKNOWN = new Known.Unknown<>("throttled");
  private static final List<Outcome> DECISIONS =
      List.of(
          RepositoryWorld.SELECTED,
          new Outcome.Selected("another", "because"),
          new Outcome.Kept(Outcome.Why.PROTECTED, "", "protected"),
          new Outcome.Kept(Outcome.Why.UNKNOWN, "", "unknown"));
  private static final Set<RepositoryState> FROZEN =
      EnumSet.of(
          RepositoryState.FROZEN,
          RepositoryState.UNLOCKING,
          RepositoryState.DELETING,
          RepositoryState.UNDOING);
  private static final List<Boolean> EITHER = List.of(true, false);

  private record Given(
      RepositoryState state,
      boolean there,
      Known<Boolean> marked,
      Known<Boolean> frozen,
      Outcome decision,
      boolean withdrawn,
      boolean enough,
      boolean held,
      boolean refused,
      boolean blocked,
      boolean due,
      boolean copied,
      boolean open) {

    RepositoryStep step() {
      return NextRepositoryStep.of(item(), situation(), NOW);
    }

    private RepositoryItem item() {
      boolean isFrozen = FROZEN.contains(state);
      return new RepositoryItem(
          RepositoryWorld.STALE,
          "plan",
          "stale-repositories",
          "sha256:00",
          "nobody reads it",
          Optional.empty(),
          Map.of(),
          new RepositoryProgress(
              state,
              due ? NOW.minusSeconds(1) : NOW.plus(Duration.ofDays(60)),
              NextRepositoryStep.NOTICES,
              isFrozen
                  ? Optional.of(new Freeze(Optional.empty(), Optional.empty(), LONG_AGO, true))
                  : Optional.empty(),
              Optional.empty(),
              copied
                  ? Optional.of(
                      ExportWalk.begin(1, "policy-1").complete(NOW.minus(Duration.ofHours(1))))
                  : Optional.empty(),
              open ? Optional.of(new OpenInterlock("{}", "r")) : Optional.empty(),
              Optional.empty(),
              "note",
              LONG_AGO));
    }

    private RepositorySituation situation() {
      return new RepositorySituation(
          there,
          marked,
          frozen,
          Optional.of("policy-1"),
          decision,
          withdrawn ? Optional.of("cancelled") : Optional.empty(),
          enough ? 2 : 1,
          Optional.of("sha256:00"),
          Optional.of(
              new RepositoryPhases(
                  Duration.ofDays(30), Duration.ofDays(14), Phases.Export.INTERNAL, 2)),
          held
              ? Optional.of(new Hold("111122223333/acme", "wait", "arn:me", NOW))
              : Optional.empty(),
          refused ? Optional.of(NOW.minusSeconds(60)) : Optional.empty(),
          blocked ? Optional.of(NOW.plusSeconds(60)) : Optional.empty());
    }

    boolean agrees() {
      return decision.equals(RepositoryWorld.SELECTED) && !withdrawn && enough && !held;
    }
  }

  @Test
  void nothingIsFrozenOrDeletedUnlessEverythingAgrees() {
    long deletions = 0;
    long freezes = 0;
    for (Given given : all()) {
      RepositoryStep step = given.step();
      if (given.open()) {
        assertThat(step).as("%s", given).isInstanceOf(RepositoryStep.Relock.class);
        continue;
      }
      if (step instanceof RepositoryStep.Delete) {
        deletions++;
        assertThat(
                given.there()
                    && given.agrees()
                    && given.marked().equals(YES)
                    && given.frozen().equals(YES)
                    && !given.refused()
                    && !given.blocked()
                    && given.due()
                    && given.copied()
                    && FROZEN.contains(given.state()))
            .as("%s", given)
            .isTrue();
      }
      if (step instanceof RepositoryStep.Freeze) {
        freezes++;
        boolean found = given.state() == RepositoryState.FREEZING && given.frozen().equals(YES);
        assertThat(
                given.there()
                    && given.agrees()
                    && given.marked().equals(YES)
                    && (found || (given.due() && !given.blocked())))
            .as("%s", given)
            .isTrue();
      }
      if (step instanceof RepositoryStep.Keep) {
        assertThat(!given.there() || given.state() == RepositoryState.PLANNED)
            .as("%s", given)
            .isTrue();
      }
      if (step instanceof RepositoryStep.FoundDeleted) {
        assertThat(given.there()).as("%s", given).isFalse();
        assertThat(given.state()).as("%s", given).isEqualTo(RepositoryState.DELETING);
      }
      if (step instanceof RepositoryStep.Undo && given.state() != RepositoryState.UNDOING) {
        boolean reason =
            given.marked().equals(NO)
                || given.frozen().equals(NO)
                || given.withdrawn()
                || !given.enough()
                || !(given.decision() instanceof Outcome.Kept kept
                    && kept.why() == Outcome.Why.UNKNOWN);
        assertThat(reason && given.state() != RepositoryState.PLANNED).as("%s", given).isTrue();
        assertThat(given.agrees() && given.marked().equals(YES) && !given.frozen().equals(NO))
            .as("%s", given)
            .isFalse();
      }
    }
    assertThat(deletions).isPositive();
    assertThat(freezes).isPositive();
  }

  @Test
  void anEndIsTheEnd() {
    for (RepositoryState state : List.of(RepositoryState.DELETED, RepositoryState.KEPT)) {
      Given given = good(state);
      assertThatThrownBy(given::step).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void inOrder() {
    assertThat(good(RepositoryState.PLANNED).step()).isInstanceOf(RepositoryStep.Tag.class);
    assertThat(good(RepositoryState.TAGGING).step()).isInstanceOf(RepositoryStep.Tag.class);
    assertThat(good(RepositoryState.TAGGED).step()).isInstanceOf(RepositoryStep.Freeze.class);
    assertThat(good(RepositoryState.FREEZING).step()).isInstanceOf(RepositoryStep.Freeze.class);
    assertThat(good(RepositoryState.FROZEN).step()).isInstanceOf(RepositoryStep.Delete.class);
    assertThat(good(RepositoryState.UNDOING).step()).isEqualTo(new RepositoryStep.Undo("note"));
  }

  @Test
  void aCopyThatIsOldOrOfAnotherPolicyIsMadeAnew() {
    Given given = good(RepositoryState.FROZEN);
    RepositoryItem item = given.item();
    RepositoryItem old =
        item.with(
            item.progress()
                .walked(
                    ExportWalk.begin(1, "policy-1").complete(NOW.minus(Duration.ofDays(1))),
                    LONG_AGO));
    RepositoryItem other =
        item.with(
            item.progress()
                .walked(ExportWalk.begin(1, "policy-0").complete(NOW.minusSeconds(1)), LONG_AGO));
    assertThat(NextRepositoryStep.of(old, given.situation(), NOW))
        .isInstanceOf(RepositoryStep.Export.class);
    assertThat(NextRepositoryStep.of(other, given.situation(), NOW))
        .isInstanceOf(RepositoryStep.Export.class);
  }

  private static Given good(RepositoryState state) {
    return new Given(
        state,
        true,
        YES,
        YES,
        DECISIONS.getFirst(),
        false,
        true,
        false,
        false,
        false,
        true,
        true,
        false);
  }

  private static List<Given> all() {
    List<Given> all = new ArrayList<>();
    for (RepositoryState state : RepositoryState.values()) {
      if (state.isFinal()) {
        continue;
      }
      for (Known<Boolean> marked : List.of(YES, NO, UNKNOWN)) {
        for (Known<Boolean> frozen : List.of(YES, NO, UNKNOWN)) {
          for (Outcome decision : DECISIONS) {
            for (int bits = 0; bits < 512; bits++) {
              all.add(
                  new Given(
                      state,
                      bit(bits, 0),
                      marked,
                      frozen,
                      decision,
                      bit(bits, 1),
                      bit(bits, 2),
                      bit(bits, 3),
                      bit(bits, 4),
                      bit(bits, 5),
                      bit(bits, 6),
                      bit(bits, 7),
                      bit(bits, 8)));
            }
          }
        }
      }
    }
    return all;
  }

  private static boolean bit(int bits, int place) {
    return EITHER.get((bits >> place) & 1);
  }
}
