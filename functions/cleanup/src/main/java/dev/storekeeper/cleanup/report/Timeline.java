package dev.storekeeper.cleanup.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts what happens on which day. There are no more days than policies have phases. */
final class Timeline {
  private final SortedMap<LocalDate, Counts> days = new TreeMap<>();

  private static final class Counts {
    private long unlisted;
    private long archived;
    private long deleted;
  }

  /** Adds a version that is removed on these dates. */
  void add(RemovalDates dates) {
    dates.unlisted().ifPresent(time -> at(time).unlisted++);
    dates.archived().ifPresent(time -> at(time).archived++);
    at(dates.deleted()).deleted++;
  }

  List<Summary.Day> days() {
    return days.entrySet().stream()
        .map(day -> {
          Counts counts = day.getValue();
          return new Summary.Day(day.getKey(), counts.unlisted, counts.archived, counts.deleted);
        })
        .toList();
  }

  private Counts at(Instant time) {
    return days.computeIfAbsent(LocalDate.ofInstant(time, ZoneOffset.UTC), _ -> new Counts());
  }
}
