package dev.storekeeper.sandbox.runtime.scheduler;

import dev.storekeeper.sandbox.runtime.Account;
import dev.storekeeper.sandbox.runtime.events.RetryingDelivery;
import dev.storekeeper.sandbox.runtime.messaging.Destinations;
import dev.storekeeper.sandbox.runtime.time.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** The schedules and their timers. Safe for use by many threads. */
final class Schedules {
  /** A schedule with the timer of its next firing. */
  private static final class Entry {
    private final Schedule schedule;
    private Optional<VirtualClock.Timer> timer = Optional.empty();

    Entry(Schedule schedule) {
      this.schedule = schedule;
    }
  }

  private final Account account;
  private final VirtualClock clock;
  private final RandomGenerator random;
  private final RetryingDelivery deliveries;
  private final Map<String, Entry> entries = new TreeMap<>();

  Schedules(
      Account account, VirtualClock clock, Destinations destinations, RandomGenerator random) {
    this.account = account;
    this.clock = clock;
    this.random = random;
    this.deliveries = new RetryingDelivery(destinations, clock, random);
  }

  synchronized Optional<Schedule> find(String name) {
    return Optional.ofNullable(entries.get(name)).map(entry -> entry.schedule);
  }

  synchronized List<Schedule> all() {
    List<Schedule> all = new ArrayList<>();
    entries.values().forEach(entry -> all.add(entry.schedule));
    return all;
  }

  /** Adds a schedule, or replaces the one of its name. */
  synchronized void put(Schedule schedule) {
    remove(schedule.name());
    Entry entry = new Entry(schedule);
    entries.put(schedule.name(), entry);
    if (schedule.enabled()) {
      arm(entry, clock.instant().minusNanos(1));
    }
  }

  synchronized void remove(String name) {
    Entry entry = entries.remove(name);
    if (entry != null) {
      entry.timer.ifPresent(VirtualClock.Timer::cancel);
    }
  }

  private void arm(Entry entry, Instant after) {
    Optional<Instant> next = entry.schedule.next(after);
    entry.timer =
        next.map(time -> clock.schedule(time.plus(delay(entry)), () -> fire(entry, time)));
  }

  private Duration delay(Entry entry) {
    long millis = entry.schedule.window().toMillis();
    return Duration.ofMillis(millis == 0 ? 0 : random.nextLong(millis));
  }

  private void fire(Entry entry, Instant time) {
    Schedule schedule = entry.schedule;
    synchronized (this) {
      if (!entries.containsValue(entry)) {
        return;
      }
      arm(entry, clock.resuming(time));
      if (entry.timer.isEmpty() && schedule.deleteAfterCompletion()) {
        entries.remove(schedule.name());
      }
    }
    deliveries.send(new Invocation(account, schedule, time, random).shipment());
  }
}
