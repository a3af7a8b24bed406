package dev.storekeeper.retention;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Hours of the week in which nothing is archived or deleted.
 *
 * @param days the days on which they begin
 * @param from when they begin
 * @param until when they are over; on the next day if that is not after the beginning
 * @param zone where the clocks are that tell it
 */
record QuietHours(Set<DayOfWeek> days, LocalTime from, LocalTime until, ZoneId zone)
    implements Standstill {
  QuietHours {
    days = Set.copyOf(days);
  }

  @Override
  public boolean contains(Instant time) {
    return end(time).isPresent();
  }

  @Override
  public Instant endAfter(Instant time) {
    return end(time).orElse(time);
  }

  private Optional<Instant> end(Instant time) {
    LocalDate today = LocalDate.ofInstant(time, zone);
    return Stream.of(today.minusDays(1), today)
        .filter(day -> days.contains(day.getDayOfWeek()))
        .filter(day -> !time.isBefore(day.atTime(from).atZone(zone).toInstant()))
        .map(this::end)
        .filter(time::isBefore)
        .findFirst();
  }

  private Instant end(LocalDate day) {
    LocalDate last = until.isAfter(from) ? day : day.plusDays(1);
    return last.atTime(until).atZone(zone).toInstant();
  }
}
