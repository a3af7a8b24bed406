package dev.storekeeper.sandbox.runtime.time;

import java.util.BitSet;
import java.util.Locale;

/**
 * One field of a cron expression that is a plain set of numbers: lists, ranges, steps and names.
 */
enum CronField {
  MINUTES("minutes", 0, 59, true, ""),
  HOURS("hours", 0, 23, true, ""),
  DAY_OF_MONTH("day-of-month", 1, 31, true, ""),
  MONTH("month", 1, 12, true, "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC"),
  DAY_OF_WEEK("day-of-week", 1, 7, false, "SUN MON TUE WED THU FRI SAT"),
  YEAR("year", 1970, 2199, true, "");

  private final String title;
  private final int min;
  private final int max;
  private final boolean steps;
  private final String names;

  CronField(String title, int min, int max, boolean steps, String names) {
    this.title = title;
    this.min = min;
    this.max = max;
    this.steps = steps;
    this.names = names;
  }

  /** The numbers that a field's text stands for. */
  BitSet parse(String text) {
    BitSet numbers = new BitSet(max + 1);
    for (String part : text.split(",", -1)) {
      add(part, text, numbers);
    }
    return numbers;
  }

  /** One number or name of this field. */
  int number(String part, String text) {
    int named = part.length() == 3 ? names.indexOf(part.toUpperCase(Locale.ROOT)) : -1;
    if (named >= 0) {
      return min + named / 4;
    }
    if (!part.matches("[0-9]{1,4}")) {
      throw invalid(text, part.isEmpty() ? "has an empty part" : "has '" + part + "'");
    }
    int number = Integer.parseInt(part);
    if (number < min || number > max) {
      throw invalid(text, "has " + number);
    }
    return number;
  }

  IllegalArgumentException invalid(String text, String found) {
    return new IllegalArgumentException(
        "the "
            + title
            + " field '"
            + text
            + "' "
            + found
            + "; expected "
            + min
            + "-"
            + max
            + (names.isEmpty()
                ? ""
                : " or " + names.substring(0, 3) + "-" + names.substring(names.length() - 3))
            + " with "
            + switch (this) {
              case DAY_OF_MONTH -> ", - * / or alone ? L LW nW";
              case DAY_OF_WEEK -> ", - * or alone ? L nL n#k";
              default -> ", - * /";
            });
  }

  private void add(String part, String text, BitSet numbers) {
    int slash = part.indexOf('/');
    if (slash >= 0 && !steps) {
      throw invalid(text, "has the step '" + part + "'");
    }
    int step = slash < 0 ? 1 : step(part.substring(slash + 1), text);
    String base = slash < 0 ? part : part.substring(0, slash);
    int dash = base.indexOf('-');
    int first;
    int last;
    if (base.equals("*")) {
      first = min;
      last = max;
    } else if (dash >= 0) {
      first = number(base.substring(0, dash), text);
      last = number(base.substring(dash + 1), text);
      if (first > last) {
        throw invalid(text, "has the range '" + base + "' that ends before it begins");
      }
    } else {
      first = number(base, text);
      last = slash < 0 ? first : max;
    }
    for (int number = first; number <= last; number += step) {
      numbers.set(number);
    }
  }

  private int step(String step, String text) {
    if (!step.matches("[1-9][0-9]{0,3}")) {
      throw invalid(text, "has the step '" + step + "' that is no positive number");
    }
    return Integer.parseInt(step);
  }
}
