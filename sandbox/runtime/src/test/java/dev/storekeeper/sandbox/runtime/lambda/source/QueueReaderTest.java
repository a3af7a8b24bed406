package dev.storekeeper.sandbox.runtime.lambda.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.lambda.FakeQueue;
import dev.storekeeper.sandbox.runtime.lambda.TestStack;
import dev.storekeeper.sandbox.runtime.lambda.host.Properties;
import dev.storekeeper.sandbox.runtime.messaging.Queue;
import dev.storekeeper.sandbox.runtime.time.VirtualClock;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How queues are read. Calls are written as the ids of their messages. */
final class QueueReaderTest {
  private final VirtualClock clock = new VirtualClock(Clock.systemUTC());
  private final FakeQueue queue = new FakeQueue(clock, Duration.ofSeconds(100));
  private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
  private final List<String> problems = Collections.synchronizedList(new ArrayList<>());
  private final List<Thread> threads = new ArrayList<>();

  @AfterEach
  void stop() throws InterruptedException {
    for (Thread thread : threads) {
      thread.interrupt();
      thread.join();
    }
    clock.close();
  }

  @Test
  void messagesThatAreDoneAreDeletedInBatches() {
    queue.send("1", "2", "3");
    start(2, 0, "", ids -> Set.of());
    TestStack.await(() -> queue.left().isEmpty());
    assertThat(calls).containsExactly("m1 m2", "m3");
  }

  @Test
  void failedOnesReappearAfterTheVisibilityTimeout() {
    queue.send("1", "2", "3");
    start(10, 0, "", ids -> calls.size() == 1 ? Set.of("m2") : Set.of());
    TestStack.await(() -> queue.left().equals(List.of("m2x1")));
    assertThat(calls).hasSize(1);
    clock.advance(Duration.ofSeconds(101));
    TestStack.await(() -> queue.left().isEmpty());
    assertThat(calls).containsExactly("m1 m2 m3", "m2");
  }

  @Test
  void filteredMessagesAreDeletedUnseen() {
    queue.send("keep", "drop", "keep");
    start(10, 0, "{\\\"body\\\":[\\\"keep\\\"]}", ids -> Set.of());
    TestStack.await(() -> queue.left().isEmpty());
    assertThat(calls).containsExactly("m1 m3");
  }

  @Test
  void throttledBatchIsTriedAgainWhileItIsInvisible() {
    queue.send("1");
    start(
        10,
        0,
        "",
        ids -> {
          if (calls.size() < 3) {
            throw new AwsException(429, "TooManyRequestsException", "Rate Exceeded.");
          }
          return Set.of();
        });
    TestStack.await(() -> {
      clock.advance(Duration.ofMillis(100));
      return queue.left().isEmpty();
    });
    assertThat(calls).containsExactly("m1", "m1", "m1");
  }

  @Test
  void refusalForGoodLeavesTheBatch() {
    queue.send("1");
    start(
        10,
        0,
        "",
        ids -> {
          throw new AwsException(403, "AccessDenied", "no");
        });
    TestStack.await(() -> !problems.isEmpty());
    assertThat(queue.left()).containsExactly("m1x1");
  }

  @Test
  void windowGathersUntilTheBatchIsFull() {
    queue.send("1");
    start(12, 60, "", ids -> Set.of());
    TestStack.await(() -> queue.left().equals(List.of("m1x1")));
    queue.send("2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12");
    TestStack.await(() -> queue.left().isEmpty());
    assertThat(calls).containsExactly("m1 m2 m3 m4 m5 m6 m7 m8 m9 m10 m11 m12");
  }

  @Test
  void windowEndsInVirtualTime() {
    queue.send("1");
    start(12, 60, "", ids -> Set.of());
    TestStack.await(() -> queue.left().equals(List.of("m1x1")));
    TestStack.await(() -> {
      clock.advance(Duration.ofSeconds(1));
      return queue.left().isEmpty();
    });
    assertThat(calls).containsExactly("m1");
  }

  @Test
  void batchIsCutAtSixMegabytesAndTheRestFollows() {
    String million = "x".repeat(1 << 20);
    queue.send(million, million, million, million, million, million, million);
    start(10, 0, "", ids -> Set.of());
    TestStack.await(() -> queue.left().isEmpty());
    assertThat(calls).containsExactly("m1 m2 m3 m4 m5", "m6 m7");
  }

  @Test
  void largeBatchNeedsAWindow() {
    assertThatThrownBy(
            () -> QueueSettings.of(new Properties("M", TestStack.json("{\"BatchSize\":11}"))))
        .hasMessageContaining("MaximumBatchingWindowInSeconds: found 0, expected at least 1");
  }

  private void start(
      int batchSize, int window, String pattern, Function<List<String>, Set<String>> answers) {
    String criteria =
        pattern.isEmpty() ? "{}" : "{\"Filters\":[{\"Pattern\":\"" + pattern + "\"}]}";
    QueueReader reader =
        new QueueReader(
            queue,
            new QueueSettings(batchSize, Duration.ofSeconds(window), Duration.ofMillis(50)),
            EventFilter.of("M", TestStack.json(criteria)),
            messages -> {
              List<String> ids = messages.stream().map(Queue.Message::id).toList();
              calls.add(String.join(" ", ids));
              return answers.apply(ids);
            },
            clock,
            problems::add);
    threads.add(Thread.ofVirtual().start(reader));
  }
}
