package dev.storekeeper.cleanup.execute;

import java.time.Instant;
import java.util.Optional;

/**
 * What follows from a step.
 *
 * @param again whether there is more to do at once
 * @param due when to look again at the latest; absent if nothing is left to do
 */
record After(boolean again, Optional<Instant> due) {
  static final After AGAIN = new After(true, Optional.empty());
  static final After NOTHING = new After(false, Optional.empty());

  static After at(Instant time) {
    return new After(false, Optional.of(time));
  }

  After and(After other) {
    return new After(again || other.again, earlier(due, other.due));
  }

  static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.or(() -> other);
    }
    return one.get().isBefore(other.get()) ? one : other;
  }
}
