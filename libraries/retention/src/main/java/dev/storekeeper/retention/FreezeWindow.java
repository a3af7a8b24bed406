package dev.storekeeper.retention;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Days on which nothing is archived or deleted.
 *
 * @param from the first day, UTC
 * @param until the last day, UTC
 */
record FreezeWindow(LocalDate from, LocalDate until) implements Standstill {
  @Override
  public boolean contains(Instant time) {
    return !time.isBefore(from.atStartOfDay().toInstant(ZoneOffset.UTC))
        && time.isBefore(endAfter(time));
  }

  @Override
  public Instant endAfter(Instant time) {
    return until.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
  }
}
