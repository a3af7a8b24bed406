package dev.storekeeper.codeartifact.pace;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The time in microseconds since the epoch. */
final class Micros {
  static final long SECOND = 1_000_000;

  private Micros() {}

  static long now(Clock clock) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
  }
}
