package dev.storekeeper.codeartifact.pace;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** A clock that stands still until somebody sleeps or moves it. */
final class VirtualTime extends Clock implements Sleeper {
  static final Instant START = Instant.parse("2026-11-26T10:00:00Z");

  private Instant now = START;

  @Override
  public void sleep(Duration duration) {
    now = now.plus(duration);
  }

  /** Moves to a time in microseconds since the epoch, not back. */
  void moveTo(long micros) {
    Instant time = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    now = time.isAfter(now) ? time : now;
  }

  long micros() {
    return Micros.now(this);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("the zone stays UTC");
  }
}
