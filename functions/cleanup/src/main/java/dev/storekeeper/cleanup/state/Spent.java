package dev.storekeeper.cleanup.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was spent of a budget, by the hour.
 *
 * @param hours amounts by the start of their hour, only those that still count
 */
record Spent(SortedMap<Instant, Long> hours) {
  // An hour counts as long as any of its instants lies within the last 24 hours.
  private static final Duration COUNTS = Duration.ofHours(25);

  static Spent read(Optional<String> text) {
    SortedMap<Instant, Long> hours = new TreeMap<>();
    text.map(Texts::read)
        .ifPresent(json ->
            json.properties()
                .forEach(
                    entry -> hours.put(Instant.parse(entry.getKey()), entry.getValue().asLong())));
    return new Spent(hours);
  }

  /** The same with more spent; absent if that would be more than the limit. */
  Optional<Spent> plus(long amount, long limit, Instant now) {
    SortedMap<Instant, Long> counting = new TreeMap<>(hours.tailMap(now.minus(COUNTS)));
    long sum = counting.values().stream().mapToLong(Long::longValue).sum();
    if (amount > limit - sum) {
      return Optional.empty();
    }
    counting.merge(now.truncatedTo(ChronoUnit.HOURS), amount, Long::sum);
    return Optional.of(new Spent(counting));
  }

  String write() {
    ObjectNode json = Texts.object();
    for (Map.Entry<Instant, Long> hour : hours.entrySet()) {
      json.put(hour.getKey().toString(), hour.getValue());
    }
    return json.toString();
  }
}
