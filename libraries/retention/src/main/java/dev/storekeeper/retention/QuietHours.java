package dev.storekeeper.retention;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
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
        .filter(
            day -> !time.isBefore(instant(day.atTime(from), ZoneOffsetTransition::getOffsetBefore)))
        .map(this::end)
        .filter(time::isBefore)
        .findFirst();
  }

  private Instant end(LocalDate day) {
    LocalDate last = until.isAfter(from) ? day : day.plusDays(1);
    return instant(last.atTime(until), ZoneOffsetTransition::getOffsetAfter);
  }

  /** A time that clocks skip is when they do; of one that they show twice, an offset tells. */
  private Instant instant(LocalDateTime local, Function<ZoneOffsetTransition, ZoneOffset> offset) {
    ZoneOffsetTransition change = zone.getRules().getTransition(local);
    if (change == null) {
      return local.atZone(zone).toInstant();
    }
    return change.isGap() ? change.getInstant() : local.toInstant(offset.apply(change));
  }
}
