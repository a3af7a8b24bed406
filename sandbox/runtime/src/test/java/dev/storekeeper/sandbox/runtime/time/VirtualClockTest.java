package dev.storekeeper.sandbox.runtime.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VirtualClockTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final VirtualClock clock = new VirtualClock(Clock.fixed(START, ZoneOffset.UTC));
  private final List<String> ran = new ArrayList<>();

  @AfterEach
  void close() {
    clock.close();
  }

  @Test
  void advancingRunsWhatFallsDueInOrderWithTheClockAtItsTime() {
    clock.schedule(START.plusSeconds(20), () -> ran.add("b " + clock.instant()));
    clock.schedule(START.plusSeconds(10), () -> ran.add("a " + clock.instant()));
    clock.schedule(START.plusSeconds(40), () -> ran.add("late"));

    clock.advance(Duration.ofSeconds(30));

    assertThat(ran).containsExactly("a 2026-01-01T00:00:10Z", "b 2026-01-01T00:00:20Z");
    assertThat(clock.instant()).isEqualTo(START.plusSeconds(30));
  }

  @Test
  void timersOfTheSameTimeRunInTheOrderTheyWereSet() {
    for (String name : List.of("first", "second", "third")) {
      clock.schedule(START.plusSeconds(5), () -> ran.add(name));
    }
    clock.advance(Duration.ofSeconds(5));

    assertThat(ran).containsExactly("first", "second", "third");
  }

  @Test
  void timerSetByATimerRunsInTheSameAdvanceIfItFallsDue() {
    clock.schedule(
        START.plusSeconds(1),
        () -> clock.schedule(clock.instant().plusSeconds(1), () -> ran.add("nested")));

    clock.advance(Duration.ofSeconds(2));

    assertThat(ran).containsExactly("nested");
  }

  @Test
  void cancelledTimerDoesNotRun() {
    VirtualClock.Timer timer = clock.schedule(START.plusSeconds(1), () -> ran.add("never"));
    timer.cancel();
    clock.advance(Duration.ofSeconds(2));

    assertThat(ran).isEmpty();
  }

  @Test
  void timerThatThrowsIsReportedAndKeepsNoOtherFromRunning() {
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((_, thrown) -> ran.add(thrown.getMessage()));
    try {
      clock.schedule(
          START.plusSeconds(1),
          () -> {
            throw new IllegalStateException("broken");
          });
      clock.schedule(START.plusSeconds(2), () -> ran.add("next"));
      clock.advance(Duration.ofSeconds(2));
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }

    assertThat(ran).containsExactly("broken", "next");
  }

  @Test
  void allDueTimersHaveRunWhenAdvanceReturnsThoughTheClockHasAThreadOfItsOwn() {
    for (int round = 1; round <= 200; round++) {
      List<Integer> order = Collections.synchronizedList(new ArrayList<>());
      for (int i = 0; i < 20; i++) {
        int number = i;
        clock.schedule(START.plusSeconds(round), () -> order.add(number));
      }
      clock.advance(Duration.ofSeconds(1));

      assertThat(order).hasSize(20).isSorted();
    }
  }

  @Test
  void timerDueInThePastRunsAtOnceByItself() throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    clock.schedule(START.minusSeconds(1), done::countDown);

    assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void clockRunsWithItsBase() throws InterruptedException {
    try (VirtualClock running = new VirtualClock(Clock.systemUTC())) {
      CountDownLatch done = new CountDownLatch(1);
      running.schedule(running.instant().plusMillis(20), done::countDown);

      assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void movingBackIsRefused() {
    assertThatThrownBy(() -> clock.advance(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("moves only ahead");
  }

  @Test
  void closedClockRunsNothingMore() {
    clock.close();
    clock.schedule(START.plusSeconds(1), () -> ran.add("never"));
    clock.advance(Duration.ofSeconds(2));

    assertThat(ran).isEmpty();
  }
}
