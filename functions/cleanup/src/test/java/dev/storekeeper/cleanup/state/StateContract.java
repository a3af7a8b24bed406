package dev.storekeeper.cleanup.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.storekeeper.cleanup.item.Hold;
import dev.storekeeper.cleanup.item.Item;
import dev.storekeeper.cleanup.item.ItemState;
import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.cleanup.plan.PlanState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every state has to do. */
abstract class StateContract {
  private static final Instant NOW = Samples.NOW;
  private static final Duration LENGTH = Duration.ofMinutes(10);

  private String unique = "";
  private CleanupState state = new InMemoryState();

  abstract CleanupState state();

  @BeforeEach
  final void open() {
    unique = UUID.randomUUID().toString();
    state = state();
  }

  @Test
  void aLeaseIsOnePersonsUntilItEnds() throws Exception {
    String work = work();
    Lease first = state.lease(work, NOW, LENGTH).orElseThrow();
    assertThat(state.lease(work, NOW.plus(LENGTH).minusMillis(1), LENGTH)).isEmpty();
    Lease second = state.lease(work, NOW.plus(LENGTH), LENGTH).orElseThrow();
    assertThat(second.fence()).isGreaterThan(first.fence());
  }

  @Test
  void whoeverLostTheLeaseWritesNothing() throws Exception {
    String work = work();
    Lease first = state.lease(work, NOW, LENGTH).orElseThrow();
    Lease second = state.lease(work, NOW.plus(LENGTH), LENGTH).orElseThrow();
    Item item = Samples.item("1.0");
    assertThatThrownBy(() -> state.put(item, first)).isInstanceOf(StaleWriteException.class);
    assertThatThrownBy(() -> state.note(unique, "stale", first))
        .isInstanceOf(StaleWriteException.class);
    state.note(unique, "good", second);
    assertThat(state.note(unique)).contains("good");
  }

  @Test
  void aReleasedLeaseCanBeTakenAtOnce() throws Exception {
    String work = work();
    state.release(state.lease(work, NOW, LENGTH).orElseThrow(), Optional.empty());
    assertThat(state.lease(work, NOW, LENGTH)).isPresent();
  }

  @Test
  void anOldLeaseReleasesNothing() throws Exception {
    String work = work();
    Lease first = state.lease(work, NOW, LENGTH).orElseThrow();
    assertThat(state.lease(work, NOW.plus(LENGTH), LENGTH)).isPresent();
    state.release(first, Optional.of(NOW));
    assertThat(state.lease(work, NOW.plus(LENGTH), LENGTH)).isEmpty();
    assertThat(due(NOW.plus(LENGTH))).doesNotContain(work);
  }

  @Test
  void workIsDueWhenItsTimeHasCome() throws Exception {
    String work = work();
    state.due(work, NOW.plusSeconds(5));
    assertThat(due(NOW.plusSeconds(4))).doesNotContain(work);
    assertThat(due(NOW.plusSeconds(5))).contains(work);
    state.due(work, NOW.plusSeconds(9));
    assertThat(due(NOW.plusSeconds(5))).contains(work);
    state.due(work, NOW.plusSeconds(1));
    assertThat(due(NOW.plusSeconds(1))).contains(work);
  }

  @Test
  void workThatIsDoneIsNotDue() throws Exception {
    String work = work();
    state.due(work, NOW);
    state.release(state.lease(work, NOW, LENGTH).orElseThrow(), Optional.empty());
    assertThat(due(NOW.plus(LENGTH))).doesNotContain(work);
  }

  @Test
  void workThatIsPutOffIsDueLater() throws Exception {
    String work = work();
    state.due(work, NOW);
    state.release(state.lease(work, NOW, LENGTH).orElseThrow(), Optional.of(NOW.plusSeconds(60)));
    assertThat(due(NOW.plusSeconds(59))).doesNotContain(work);
    assertThat(due(NOW.plusSeconds(60))).contains(work);
  }

  @Test
  void whatWakesWorkDuringALeaseIsNotLost() throws Exception {
    String work = work();
    state.due(work, NOW);
    Lease lease = state.lease(work, NOW, LENGTH).orElseThrow();
    state.due(work, NOW.plusSeconds(1));
    state.release(lease, Optional.of(NOW.plus(Duration.ofDays(14))));
    assertThat(due(NOW.plusSeconds(1))).contains(work);
    assertThat(state.lease(work, NOW.plusSeconds(1), LENGTH)).isPresent();
  }

  @Test
  void whatIsDueLongestComesFirst() throws Exception {
    String late = work() + "-late";
    String early = work() + "-early";
    state.due(late, NOW.minusSeconds(1));
    state.due(early, NOW.minusSeconds(2));
    assertThat(due(NOW).stream().filter(List.of(early, late)::contains))
        .containsExactly(early, late);
  }

  @Test
  void itemsComeBackAsTheyWere() throws Exception {
    Lease lease = state.lease(work(), NOW, LENGTH).orElseThrow();
    Item planned = Samples.item("1.0");
    Item hidden =
        Samples.item("2.0")
            .with(
                Samples.item("2.0")
                    .progress()
                    .hiding("Archived", NOW)
                    .hidden(Optional.of("later"), NOW.plusSeconds(7), NOW)
                    .exported("exports/x.json", NOW)
                    .refused(NOW, "tried", NOW)
                    .in(ItemState.DELETING, "is being deleted", NOW.plusMillis(3)));
    state.put(planned, lease);
    state.put(hidden, lease);
    assertThat(state.items(Samples.WIDGET)).containsExactly(planned, hidden);
  }

  @Test
  void plansComeBackNewestFirst() throws Exception {
    Plan older = Samples.plan("20260301-" + unique);
    Plan newer = Samples.plan("20260302-" + unique);
    state.create(newer);
    state.create(older);
    assertThat(state.plan(older.id())).contains(older);
    assertThat(state.plans(Samples.ACME, 100)).containsSubsequence(newer, older);
    assertThat(state.plans(Samples.ACME, 1)).hasSize(1);
    assertThatThrownBy(() -> state.create(older)).isInstanceOf(StaleWriteException.class);
  }

  @Test
  void aPlanIsReplacedOnlyAsItWasRead() throws Exception {
    Plan plan = Samples.plan("20260303-" + unique);
    state.create(plan);
    Plan other =
        new Plan(
            plan.id(),
            plan.domain(),
            plan.asOf(),
            plan.policyRevision(),
            PlanState.CANCELLED,
            plan.hash(),
            plan.totals(),
            List.of("items: 300 of at most 200"),
            plan.approvals(),
            plan.createdAt(),
            plan.completedAt(),
            Optional.of("by a person"));
    state.replace(plan, other);
    assertThat(state.plan(plan.id())).contains(other);
    assertThatThrownBy(() -> state.replace(plan, plan)).isInstanceOf(StaleWriteException.class);
  }

  @Test
  void holdsCoverWhatLiesBelowThem() throws Exception {
    String scope = "111122223333/acme/" + unique;
    Hold hold = new Hold(scope, "lawsuit", "arn:aws:iam::111122223333:user/jo", NOW);
    state.hold(hold);
    assertThat(state.holds(Samples.ACME)).contains(hold);
    assertThat(hold.covers(scope + "/pypi//widget/1.0")).isTrue();
    assertThat(hold.covers(scope)).isTrue();
    assertThat(hold.covers(scope + "-other/pypi//widget/1.0")).isFalse();
    state.unhold(scope);
    assertThat(state.holds(Samples.ACME)).doesNotContain(hold);
  }

  @Test
  void aBudgetIsForAnyTwentyFourHours() throws Exception {
    assertThat(state.spend(unique, 3, 5, NOW)).isTrue();
    assertThat(state.spend(unique, 3, 5, NOW.plus(Duration.ofHours(20)))).isFalse();
    assertThat(state.spend(unique, 2, 5, NOW.plus(Duration.ofHours(20)))).isTrue();
    assertThat(state.spend(unique, 1, 5, NOW.plus(Duration.ofHours(24)))).isFalse();
    assertThat(state.spend(unique, 3, 5, NOW.plus(Duration.ofHours(26)))).isTrue();
    assertThat(state.spend(unique, 0, 0, NOW.plus(Duration.ofDays(3)))).isTrue();
    assertThat(state.spend(unique, 1, 0, NOW.plus(Duration.ofDays(3)))).isFalse();
  }

  @Test
  void aBudgetHoldsAmongMany() throws Exception {
    List<Future<Boolean>> spent = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 16; i++) {
        spent.add(threads.submit(() -> state.spend(unique, 1, 4, NOW)));
      }
    }
    long granted = 0;
    for (Future<Boolean> one : spent) {
      granted += one.get() ? 1 : 0;
    }
    assertThat(granted).isEqualTo(4);
  }

  @Test
  void aPauseHoldsUntilItIsEnded() throws Exception {
    state.pause(Optional.of("incident 7"));
    assertThat(state.paused()).contains("incident 7");
    state.pause(Optional.empty());
    assertThat(state.paused()).isEmpty();
  }

  private String work() {
    return "package/" + unique;
  }

  private List<String> due(Instant now) throws StateUnavailableException {
    return state.due(now, 1000);
  }
}
