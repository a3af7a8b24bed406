package dev.storekeeper.sandbox.runtime.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.storekeeper.sandbox.runtime.time.VirtualClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random histories against a model that knows of each message only when it may appear next. */
class StandardQueuePropertyTest {
  private static final int MAX_RECEPTIONS = 4;
  private static final String ARN = "arn:aws:sqs:eu-west-1:111122223333:";

  private record Expected(Instant visibleAt, int receptions, String handle) {}

  private final VirtualClock clock =
      new VirtualClock(Clock.fixed(Instant.parse("2026-11-24T08:00:00Z"), ZoneOffset.UTC));
  private final StandardQueue dead = queue("dead", Map.of());
  private final StandardQueue work =
      queue(
          "work",
          Map.of(
              "RedrivePolicy",
              "{\"deadLetterTargetArn\":\"" + ARN + "dead\",\"maxReceiveCount\":4}"));
  private final Map<String, Expected> model = new HashMap<>();
  private int moved;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
  void noMessageIsLostAndNoneIsDeliveredWhileInvisible(long seed) throws InterruptedException {
    Random random = new Random(seed);
    for (int step = 0; step < 3000; step++) {
      switch (random.nextInt(10)) {
        case 0, 1, 2 -> send(random);
        case 3, 4, 5 -> receive(random);
        case 6 -> delete(random);
        case 7 -> changeVisibility(random);
        default -> clock.advance(Duration.ofSeconds(random.nextInt(20)));
      }
      check();
    }
    drain();
    clock.close();
  }

  private Expected known(String id) {
    return Optional.ofNullable(model.get(id))
        .orElseThrow(() -> new AssertionError("deleted or moved before: " + id));
  }

  private void send(Random random) {
    Duration delay = Duration.ofSeconds(random.nextInt(3) * 10L);
    String id = work.send(content(), "tester", Optional.of(delay));
    model.put(id, new Expected(clock.instant().plus(delay), 0, ""));
  }

  private void receive(Random random) throws InterruptedException {
    Instant now = clock.instant();
    Duration visibility = Duration.ofSeconds(random.nextInt(60));
    long due =
        model.values().stream()
            .filter(each -> !each.visibleAt().isAfter(now) && each.receptions() < MAX_RECEPTIONS)
            .count();
    int max = 1 + random.nextInt(10);

    List<Reception> received = work.receive(max, Duration.ZERO, Optional.of(visibility));

    assertThat(received).hasSize((int) Math.min(max, due));
    for (Reception reception : received) {
      Expected expected = known(reception.id());
      assertThat(expected.visibleAt()).isBeforeOrEqualTo(now);
      model.put(
          reception.id(),
          new Expected(now.plus(visibility), expected.receptions() + 1, reception.receiptHandle()));
    }
    for (Reception gone : dead.receive(1000, Duration.ZERO, Optional.of(Duration.ofHours(12)))) {
      Expected expected = known(gone.id());
      model.remove(gone.id());
      assertThat(expected.receptions()).isEqualTo(MAX_RECEPTIONS);
      moved++;
    }
  }

  private void delete(Random random) {
    anyReceived(random)
        .ifPresent(id -> {
          work.delete(known(id).handle());
          model.remove(id);
        });
  }

  private void changeVisibility(Random random) {
    anyReceived(random)
        .filter(id -> known(id).visibleAt().isAfter(clock.instant()))
        .ifPresent(id -> {
          Duration timeout = Duration.ofSeconds(random.nextInt(40));
          Expected before = known(id);
          work.changeVisibility(before.handle(), timeout);
          model.put(
              id,
              new Expected(clock.instant().plus(timeout), before.receptions(), before.handle()));
        });
  }

  private void check() {
    MessageStore.Counts counts = work.counts();
    Instant now = clock.instant();
    assertThat(counts.visible() + counts.inFlight() + counts.delayed()).isEqualTo(model.size());
    assertThat(counts.visible())
        .isEqualTo((int) model.values().stream().filter(m -> !m.visibleAt().isAfter(now)).count());
    assertThat(counts.delayed())
        .isEqualTo(
            (int)
                model.values().stream()
                    .filter(m -> m.visibleAt().isAfter(now) && m.receptions() == 0)
                    .count());
  }

  private void drain() throws InterruptedException {
    clock.advance(Duration.ofHours(1));
    List<String> left = new ArrayList<>();
    for (List<Reception> batch = work.receive(10, Duration.ZERO, Optional.empty());
        !batch.isEmpty();
        batch = work.receive(10, Duration.ZERO, Optional.empty())) {
      batch.forEach(each -> left.add(each.id()));
    }
    dead.receive(100_000, Duration.ZERO, Optional.empty()).forEach(each -> left.add(each.id()));
    assertThat(left).containsExactlyInAnyOrderElementsOf(model.keySet());
    assertThat(moved).isPositive();
  }

  private Optional<String> anyReceived(Random random) {
    List<String> ids =
        model.entrySet().stream()
            .filter(entry -> !entry.getValue().handle().isEmpty())
            .map(Map.Entry::getKey)
            .sorted()
            .collect(Collectors.toList());
    return ids.isEmpty() ? Optional.empty() : Optional.of(ids.get(random.nextInt(ids.size())));
  }

  private StandardQueue queue(String name, Map<String, String> attributes) {
    return new StandardQueue(
        name,
        ARN + name,
        QueueSettings.defaults().with(attributes),
        clock,
        arn -> Optional.of(deadLetters()).filter(queue -> queue.arn().equals(arn)));
  }

  private StandardQueue deadLetters() {
    return dead;
  }

  private static MessageContent content() {
    return new MessageContent("x", new TreeMap<>(), "");
  }
}
