package dev.storekeeper.sandbox.runtime.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.storekeeper.sandbox.runtime.lambda.TestStack;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ActivityTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(50);

  private final VirtualClock clock = new VirtualClock(Clock.fixed(START, ZoneOffset.UTC));
  private final Activity activity = clock.activity();

  @AfterEach
  void close() {
    clock.close();
  }

  @Test
  void nothingUnderWayIsSettled() throws InterruptedException {
    activity.settle(SHORT);
  }

  @Test
  void workUnderWayIsNamedWhenItTakesTooLong() {
    try (Activity.Work _ = activity.begin("function scan")) {
      assertThatThrownBy(() -> activity.settle(SHORT))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("function scan");
    }
  }

  @Test
  void whatWaitsAtASourceIsWaitedFor() throws InterruptedException {
    AtomicInteger left = new AtomicInteger(5);
    try (Activity.Registration _ =
        activity.add(
            () -> left.getAndDecrement() > 0 ? Optional.of("messages") : Optional.empty())) {
      activity.settle(LONG);
      assertThat(left.get()).isNegative();
      left.set(Integer.MAX_VALUE);
      assertThatThrownBy(() -> activity.settle(SHORT)).hasMessageContaining("messages");
    }
    activity.settle(SHORT);
  }

  @Test
  void workThatWaitsForTheClockIsNotUnderWayUntilTheClockLetsItGoOn() throws Exception {
    StringBuilder happened = new StringBuilder();
    CompletableFuture<Void> work =
        CompletableFuture.runAsync(() -> {
          try (Activity.Work _ = activity.begin("outer");
              Activity.Work _ = activity.begin("inner")) {
            clock.pause(Duration.ofHours(1));
            Thread.sleep(50);
            happened.append("done at ").append(clock.instant());
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
    TestStack.await(() -> activity.changes() == 2 && settled());
    clock.advance(Duration.ofHours(5), LONG);
    work.join();

    assertThat(happened.toString()).isEqualTo("done at 2026-01-01T01:00:00Z");
  }

  @Test
  void clockStaysWhereSomethingIsNotDone() {
    clock.schedule(START.plusSeconds(60), () -> activity.open("stuck"));

    assertThatThrownBy(() -> clock.advance(Duration.ofHours(1), SHORT))
        .hasMessageContaining("stuck");
    assertThat(clock.instant()).isEqualTo(START.plusSeconds(60));
  }

  private boolean settled() {
    try {
      activity.settle(Duration.ZERO);
      return true;
    } catch (IllegalStateException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
