package dev.storekeeper.sandbox.runtime.lambda.bootstrap;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which methods of the JDK tell the time, and what tells a function its own. */
final class Redirections {
  /** A static method with the same parameters and result as the one that it stands for. */
  record Target(String owner, String name) {}

  private static final String CLOCK = FunctionClock.class.getName().replace('.', '/');
  private static final String DATES = FunctionDates.class.getName().replace('.', '/');
  private static final String ZONE = "Ljava/time/ZoneId;";
  private static final Map<String, Target> TARGETS = targets();
  private static final Set<String> OWNERS = owners();

  /** The longest and the shortest name of a class that has such methods, in characters. */
  static final int LONGEST = "java/time/OffsetDateTime".length();

  static final int SHORTEST = "java/util/Date".length();

  /** {@code new Date()} is no static method: its calls need another treatment. */
  static final String DATE = "java/util/Date";

  /** What {@code Date::new} becomes, a static method without parameters that returns a date. */
  static final Target NEW_DATE = new Target(CLOCK, "date");

  private Redirections() {}

  /** Whether a class, by its internal name, has methods that tell the time. */
  static boolean tellsTime(String owner) {
    return OWNERS.contains(owner) || owner.equals(DATE);
  }

  static Optional<Target> of(String owner, String name, String descriptor) {
    return Optional.ofNullable(TARGETS.get(owner + "." + name + descriptor));
  }

  // Loops rather than streams here: each function pays for them at its cold start.
  private static Set<String> owners() {
    Set<String> owners = new HashSet<>();
    for (String method : TARGETS.keySet()) {
      owners.add(method.substring(0, method.indexOf('.')));
    }
    return owners;
  }

  private static Map<String, Target> targets() {
    Map<String, Target> targets = new HashMap<>();
    String clock = "Ljava/time/Clock;";
    String calendar = "Ljava/util/Calendar;";
    String timeZone = "Ljava/util/TimeZone;";
    String locale = "Ljava/util/Locale;";
    add(targets, "java/lang/System.currentTimeMillis()J", "currentTimeMillis");
    add(targets, "java/time/Instant.now()Ljava/time/Instant;", "instant");
    add(targets, "java/time/InstantSource.system()Ljava/time/InstantSource;", "source");
    add(targets, "java/time/Clock.systemUTC()" + clock, "systemUTC");
    add(targets, "java/time/Clock.systemDefaultZone()" + clock, "systemDefaultZone");
    for (String name : new String[] {"system", "tickMillis", "tickSeconds", "tickMinutes"}) {
      add(targets, "java/time/Clock." + name + "(" + ZONE + ")" + clock, name);
    }
    for (String parameters : new String[] {"", timeZone, locale, timeZone + locale}) {
      add(targets, "java/util/Calendar.getInstance(" + parameters + ")" + calendar, "calendar");
    }
    for (String type :
        new String[] {
          "LocalDate",
          "LocalTime",
          "LocalDateTime",
          "ZonedDateTime",
          "OffsetDateTime",
          "OffsetTime",
          "Year",
          "YearMonth",
          "MonthDay"
        }) {
      String name = Character.toLowerCase(type.charAt(0)) + type.substring(1);
      for (String parameters : new String[] {"", ZONE}) {
        String descriptor = "(" + parameters + ")Ljava/time/" + type + ";";
        targets.put("java/time/" + type + ".now" + descriptor, new Target(DATES, name));
      }
    }
    return targets;
  }

  private static void add(Map<String, Target> targets, String method, String name) {
    targets.put(method, new Target(CLOCK, name));
  }
}
