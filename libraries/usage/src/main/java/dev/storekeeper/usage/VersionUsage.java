package dev.storekeeper.usage;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is known of the use of a package version in its domain. Absent means "not seen", which is
 * "not used" only within {@link Coverage}.
 *
 * @param lastRead the last successful read of an asset, by anybody who counts; of a day that has
 *     several, any one
 * @param lastRefused the last read that failed
 */
public record VersionUsage(Optional<Access> lastRead, Optional<Refusal> lastRefused) {
  /** Nothing was seen. */
  public static final VersionUsage NONE = new VersionUsage(Optional.empty(), Optional.empty());

  /** Until when it may have been read: the end of the day of the last read that is known. */
  public Optional<Instant> mayHaveBeenReadUntil() {
    return lastRead.map(Access::endOfDay);
  }

  /** The later of each, of two accounts of the same version. */
  VersionUsage latest(VersionUsage other) {
    return new VersionUsage(
        later(lastRead, other.lastRead, read -> read),
        later(lastRefused, other.lastRefused, Refusal::attempt));
  }

  private static <T> Optional<T> later(
      Optional<T> one, Optional<T> other, Function<T, Access> access) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.or(() -> other);
    }
    return access.apply(other.get()).isAfter(access.apply(one.get())) ? other : one;
  }
}
