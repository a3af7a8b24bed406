package dev.storekeeper.retention;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.policy.PolicyMap;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads durations, sizes, dates and times, which all have one spelling. */
final class Quantities {
  private static final Pattern DURATION =
      Pattern.compile("P(?=[0-9T])(?<days>[0-9]{1,5}D)?(T(?=[0-9])([0-9]{1,7}H)?([0-9]{1,7}M)?)?");
  private static final Duration LONGEST = Duration.ofDays(36_500);
  private static final List<String> DAYS = List.of("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN");
  private static final Pattern SIZE = Pattern.compile("(0|[1-9][0-9]{0,5}) ?([kKMGT]i?B|B)");
  private static final Map<String, Long> UNITS =
      Map.of(
          "B", 1L,
          "kB", 1_000L,
          "MB", 1_000_000L,
          "GB", 1_000_000_000L,
          "TB", 1_000_000_000_000L,
          "KiB", 1L << 10,
          "MiB", 1L << 20,
          "GiB", 1L << 30,
          "TiB", 1L << 40);

  private Quantities() {}

  /** An ISO 8601 duration in days, hours and minutes that may be absent. */
  static Optional<Duration> duration(PolicyMap map, String field) {
    Optional<JsonNode> node = scalar(map, field);
    if (node.isEmpty()) {
      return Optional.empty();
    }
    String text = node.get().asText();
    Optional<Duration> duration =
        node.get().isTextual() && DURATION.matcher(text).matches()
            ? Optional.of(Duration.parse(text)).filter(it -> it.compareTo(LONGEST) <= 0)
            : Optional.empty();
    if (duration.isEmpty()) {
      map.problem(field, shown(node.get()) + why(node.get()), "days as P180D, or hours as PT12H");
    }
    return duration;
  }

  private static String why(JsonNode node) {
    String text = node.asText();
    if (node.isNumber()) {
      return ", which has no unit";
    }
    if (DURATION.matcher(text).matches()) {
      return ", which is more than " + LONGEST.toDays() + " days";
    }
    if (text.matches("[0-9]+M")) {
      return ", which may be minutes or months";
    }
    if (text.matches("P[0-9]+M.*")) {
      return ", and months differ in length";
    }
    if (text.matches("P[0-9]+Y.*")) {
      return ", and years differ in length";
    }
    return ", which is no ISO 8601 duration of days, hours and minutes";
  }

  /** A number of bytes with its unit, or zero, that may be absent. */
  static Optional<Long> bytes(PolicyMap map, String field) {
    Optional<JsonNode> node = scalar(map, field);
    if (node.isEmpty()) {
      return Optional.empty();
    }
    String text = node.get().asText();
    if (node.get().isNumber() && text.equals("0")) {
      return Optional.of(0L);
    }
    Matcher size = SIZE.matcher(text);
    if (node.get().isTextual() && size.matches() && UNITS.containsKey(size.group(2))) {
      return Optional.of(Long.parseLong(size.group(1)) * UNITS.get(size.group(2)));
    }
    String why = node.get().isNumber() ? ", which has no unit" : ", which is no size";
    map.problem(field, shown(node.get()) + why, "as 10MB (decimal) or 10MiB (binary)");
    return Optional.empty();
  }

  /** A day that must be there; today's meaning of a missing one is never used. */
  static LocalDate date(PolicyMap map, String field) {
    String text = map.string(field);
    try {
      if (text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
        return LocalDate.parse(text);
      }
    } catch (DateTimeException e) {
      map.problem(field, "\"" + text + "\", which is no day of the calendar", "as 2026-12-31");
      return LocalDate.EPOCH;
    }
    if (!text.isEmpty()) {
      map.problem(field, "\"" + text + "\"", "a day as 2026-12-31, UTC");
    }
    return LocalDate.EPOCH;
  }

  /** A time of the day that must be there. */
  static LocalTime time(PolicyMap map, String field) {
    String text = map.string(field);
    if (text.matches("([01][0-9]|2[0-3]):[0-5][0-9]")) {
      return LocalTime.parse(text);
    }
    if (!text.isEmpty()) {
      map.problem(field, "\"" + text + "\"", "a time as 18:30, or 00:00 for midnight");
    }
    return LocalTime.MIDNIGHT;
  }

  /** Days of the week; all if they are absent. */
  static Set<DayOfWeek> days(PolicyMap map, String field) {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (String text : map.optionalStrings(field)) {
      int day = DAYS.indexOf(text);
      if (day < 0) {
        map.problem(field, "\"" + text + "\"", "days as " + String.join(", ", DAYS));
      } else if (!days.add(DayOfWeek.of(day + 1))) {
        map.problem(field, "\"" + text + "\" twice", "each day once");
      }
    }
    return days.isEmpty() ? EnumSet.allOf(DayOfWeek.class) : days;
  }

  /** A time zone; UTC if it is absent. */
  static ZoneId zone(PolicyMap map, String field) {
    Optional<String> text = map.optionalString(field);
    if (text.isEmpty() || ZoneId.getAvailableZoneIds().contains(text.get())) {
      return text.map(ZoneId::of).orElse(ZoneOffset.UTC);
    }
    map.problem(field, "\"" + text.get() + "\"", "a zone of the IANA database as Europe/Berlin");
    return ZoneOffset.UTC;
  }

  private static Optional<JsonNode> scalar(PolicyMap map, String field) {
    return map.has(field) ? Optional.of(map.json().path(field)) : Optional.empty();
  }

  private static String shown(JsonNode node) {
    if (node.isContainerNode()) {
      return node.isArray() ? "a list" : "a mapping";
    }
    String text = node.asText();
    String bounded = text.length() <= 60 ? text : text.substring(0, 60) + "...";
    return node.isTextual() ? "\"" + bounded + "\"" : bounded;
  }
}
