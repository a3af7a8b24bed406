package dev.storekeeper.token.audit;

import java.time.Duration;
import java.time.Instant;

/**
 * Five minutes, the span in which refusals are counted together.
 *
 * @param start a multiple of five minutes since 1970
 */
public record Window(Instant start) {
  /** How long a window is. */
  public static final Duration LENGTH = Duration.ofMinutes(5);

  public Window {
    if (start.getNano() != 0 || start.getEpochSecond() % LENGTH.toSeconds() != 0) {
      throw new IllegalArgumentException("no window starts at " + start);
    }
  }

  /** The window of an instant. */
  public static Window of(Instant instant) {
    long seconds = instant.getEpochSecond();
    return new Window(Instant.ofEpochSecond(seconds - Math.floorMod(seconds, LENGTH.toSeconds())));
  }

  /** The window so many after this one; before it if negative. */
  public Window plus(long windows) {
    return new Window(start.plus(LENGTH.multipliedBy(windows)));
  }

  /** When it ends: the first instant that is not in it. */
  public Instant end() {
    return start.plus(LENGTH);
  }
}
