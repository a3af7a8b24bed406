package dev.storekeeper.codeartifact.pace;

/**
 * Turns that were taken together: one every interval, from a time on. None is used before its time;
 * what is not used within a second of the start, or before the time of the last one, is lost. So
 * functions that share a bucket make no more calls in any time than its rate allows in that time
 * and a second. Not thread-safe.
 */
final class Turns {
  private final long start;
  private final long interval;
  private final int count;
  private int used;

  /**
   * Turns from a time on.
   *
   * @param start microseconds since the epoch
   * @param interval microseconds, more than 0
   */
  Turns(long start, long interval, int count) {
    this.start = start;
    this.interval = interval;
    this.count = count;
  }

  static Turns none() {
    return new Turns(0, 1, 0);
  }

  boolean left(long now) {
    return used < count && now <= start + Math.max(Micros.SECOND, count * interval);
  }

  /** The time of the next turn, or now if its time has come; only while one is left. */
  long use(long now) {
    long turn = start + used * interval;
    used++;
    return Math.max(now, turn);
  }

  /** How many turns may be needed in the next second, judged by the use of these. */
  long needed(long now) {
    if (used < count) {
      return used;
    }
    long elapsed = Math.max(1, now - start);
    return Math.min(2L * count, Math.ceilDiv(count * Micros.SECOND, elapsed));
  }
}
