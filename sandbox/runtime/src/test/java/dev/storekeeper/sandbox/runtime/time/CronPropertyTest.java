package dev.storekeeper.sandbox.runtime.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CronPropertyTest {
  private static final long SEED = 20260101;
  private static final int SEARCHED_MINUTES = 40 * 24 * 60;
  private static final List<String> ZONES =
      List.of("UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe");

  @Test
  void everyAnswerIsThatOfAMinuteByMinuteSearch() {
    Random random = new Random(SEED);
    int answered = 0;
    for (int round = 0; round < 120; round++) {
      String[] fields = fields(random);
      ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
      Instant after =
          Instant.parse("2026-03-01T00:00:00Z").plusSeconds(random.nextInt(270 * 24 * 3600));
      ScheduleExpression cron =
          ScheduleExpression.parse("cron(" + String.join(" ", fields) + ")", zone);
      Optional<Instant> expected = search(fields, zone, after);
      Instant horizon = after.plus(SEARCHED_MINUTES, ChronoUnit.MINUTES);
      assertThat(cron.next(after, after).filter(at -> !at.isAfter(horizon)))
          .as(
              "seed %s round %s: cron(%s) in %s after %s",
              SEED, round, String.join(" ", fields), zone, after)
          .isEqualTo(expected);
      answered += expected.isPresent() ? 1 : 0;
    }
    assertThat(answered).isGreaterThan(60);
  }

  private static Optional<Instant> search(String[] fields, ZoneId zone, Instant after) {
    boolean[] minutes = table(fields[0], 60);
    boolean[] hours = table(fields[1], 24);
    Instant minute = after.truncatedTo(ChronoUnit.MINUTES);
    for (int i = 0; i <= SEARCHED_MINUTES; i++) {
      ZonedDateTime time = minute.atZone(zone);
      if (minute.isAfter(after)
          && minutes[time.getMinute()]
          && hours[time.getHour()]
          && fires(fields, time)) {
        return Optional.of(minute);
      }
      minute = minute.plusSeconds(60);
    }
    return Optional.empty();
  }

  private static boolean[] table(String field, int size) {
    boolean[] table = new boolean[size];
    for (int value = 0; value < size; value++) {
      table[value] = matches(field, value, 0, size - 1);
    }
    return table;
  }

  private static boolean fires(String[] fields, ZonedDateTime time) {
    List<ZoneOffset> offsets = time.getZone().getRules().getValidOffsets(time.toLocalDateTime());
    return time.getOffset().equals(offsets.getFirst())
        && matches(fields[3], time.getMonthValue(), 1, 12)
        && matches(fields[5], time.getYear(), 1970, 2199)
        && (fields[2].equals("?")
            ? weekday(fields[4], time.toLocalDateTime())
            : day(fields[2], time.toLocalDateTime()));
  }

  private static boolean day(String field, LocalDateTime time) {
    int last = YearMonth.from(time).lengthOfMonth();
    if (field.equals("L")) {
      return time.getDayOfMonth() == last;
    }
    if (!field.endsWith("W")) {
      return matches(field, time.getDayOfMonth(), 1, 31);
    }
    int wanted = Integer.parseInt(field.substring(0, field.length() - 1));
    if (wanted > last) {
      return false;
    }
    int nearest = 0;
    for (int distance : new int[] {0, -1, 1, -2, 2}) {
      int candidate = wanted + distance;
      if (nearest == 0
          && candidate >= 1
          && candidate <= last
          && time.withDayOfMonth(candidate).getDayOfWeek().getValue() <= 5) {
        nearest = candidate;
      }
    }
    return time.getDayOfMonth() == nearest;
  }

  private static boolean weekday(String field, LocalDateTime time) {
    int weekday = time.getDayOfWeek().getValue() % 7 + 1;
    if (field.contains("#")) {
      return weekday == field.charAt(0) - '0'
          && (time.getDayOfMonth() - 1) / 7 + 1 == field.charAt(2) - '0';
    }
    if (field.endsWith("L")) {
      return weekday == field.charAt(0) - '0'
          && time.getDayOfMonth() + 7 > YearMonth.from(time).lengthOfMonth();
    }
    return matches(field, weekday, 1, 7);
  }

  private static boolean matches(String field, int value, int min, int max) {
    return Arrays.stream(field.split(","))
        .anyMatch(part -> {
          String[] step = part.split("/", -1);
          String[] range = step[0].split("-", -1);
          boolean all = range[0].equals("*");
          int first = all ? min : Integer.parseInt(range[0]);
          int last = range.length == 2 ? Integer.parseInt(range[1]) : first;
          last = all || (step.length == 2 && range.length == 1) ? max : last;
          int by = step.length == 2 ? Integer.parseInt(step[1]) : 1;
          return value >= first && value <= last && (value - first) % by == 0;
        });
  }

  private static String[] fields(Random random) {
    boolean ofMonth = random.nextBoolean();
    return new String[] {
      numbers(random, 0, 59, true),
      numbers(random, 0, 23, true),
      ofMonth ? ofMonth(random) : "?",
      random.nextInt(3) == 0 ? numbers(random, 1, 12, true) : "*",
      ofMonth ? "?" : ofWeek(random),
      random.nextInt(4) == 0 ? "2026,2027" : "*",
    };
  }

  private static String ofMonth(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> "L";
      case 1 -> 1 + random.nextInt(31) + "W";
      default -> numbers(random, 1, 31, true);
    };
  }

  private static String ofWeek(Random random) {
    int weekday = 1 + random.nextInt(7);
    return switch (random.nextInt(4)) {
      case 0 -> weekday + "L";
      case 1 -> weekday + "#" + (1 + random.nextInt(5));
      default -> numbers(random, 1, 7, false);
    };
  }

  private static String numbers(Random random, int min, int max, boolean steps) {
    int first = min + random.nextInt(max - min + 1);
    int last = first + random.nextInt(max - first + 1);
    int by = 1 + random.nextInt(Math.max(1, (max - min) / 3));
    return switch (random.nextInt(steps ? 6 : 4)) {
      case 0 -> "*";
      case 1 -> first + "-" + last;
      case 2 -> first + "," + last;
      case 3 -> Integer.toString(first);
      case 4 -> first + "/" + by;
      default -> first + "-" + last + "/" + by;
    };
  }
}
