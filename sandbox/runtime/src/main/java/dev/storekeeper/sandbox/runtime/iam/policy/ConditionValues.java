package dev.storekeeper.sandbox.runtime.iam.policy;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The types of condition values and how they compare. */
final class ConditionValues {
  static final Type TEXT = value -> Optional.empty();
  static final Type ARN =
      value ->
          value.equals("*") || value.startsWith("${") || value.split(":", 6).length == 6
              ? Optional.empty()
              : Optional.of("expected an ARN");
  static final Type BOOLEAN =
      value ->
          value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false")
              ? Optional.empty()
              : Optional.of("expected true or false");
  static final Ordering NUMBER = new Parsed<>("a number", BigDecimal::new);
  static final Ordering DATE = new Parsed<>("a date as in ISO 8601", ConditionValues::date);

  private ConditionValues() {}

  /** What the values of an operator are. */
  @FunctionalInterface
  interface Type {
    /** What is expected, if the value is not that. */
    Optional<String> complaint(String value);
  }

  /** A type whose values have an order. */
  interface Ordering extends Type {
    /** Whether the actual value stands in an order to the wanted one; false if it is malformed. */
    boolean compare(String wanted, String actual, Order order);
  }

  /** How one value of a request relates to one of the policy. */
  @FunctionalInterface
  interface Comparison {
    boolean matches(String wanted, String actual, Map<String, String> context);
  }

  /** An accepted outcome of {@link Comparable#compareTo}. */
  @FunctionalInterface
  interface Order {
    boolean accepts(int order);
  }

  private record Parsed<T extends Comparable<T>>(String expected, Function<String, T> parser)
      implements Ordering {
    @Override
    public Optional<String> complaint(String value) {
      return parse(value).isPresent() ? Optional.empty() : Optional.of("expected " + expected);
    }

    @Override
    public boolean compare(String wanted, String actual, Order order) {
      Optional<T> left = parse(actual);
      Optional<T> right = parse(wanted);
      return left.isPresent()
          && right.isPresent()
          && order.accepts(left.get().compareTo(right.get()));
    }

    private Optional<T> parse(String value) {
      try {
        return Optional.of(parser.apply(value));
      } catch (NumberFormatException | DateTimeException e) {
        return Optional.empty();
      }
    }
  }

  static boolean same(String wanted, String actual, Map<String, String> context) {
    return WildcardPattern.fill(wanted, context).filter(actual::equals).isPresent();
  }

  static boolean sameIgnoringCase(String wanted, String actual, Map<String, String> context) {
    return WildcardPattern.fill(wanted, context).filter(actual::equalsIgnoreCase).isPresent();
  }

  static boolean like(String wanted, String actual, Map<String, String> context) {
    return WildcardPattern.of(wanted, context)
        .filter(pattern -> pattern.matches(actual))
        .isPresent();
  }

  /** Each of the six parts of an ARN is matched on its own. */
  static boolean arnLike(String wanted, String actual, Map<String, String> context) {
    if (wanted.equals("*")) {
      return true;
    }
    String[] actualParts = actual.split(":", 6);
    String[] wantedParts = arnParts(wanted, context);
    if (wantedParts.length != 6 || actualParts.length != 6) {
      return false;
    }
    for (int i = 0; i < 6; i++) {
      if (!like(wantedParts[i], actualParts[i], context)) {
        return false;
      }
    }
    return true;
  }

  /** Colons inside of a variable do not divide; a pattern that is one variable is filled first. */
  private static String[] arnParts(String wanted, Map<String, String> context) {
    if (wanted.startsWith("${")) {
      return WildcardPattern.fill(wanted, context).orElse("").split(":", 6);
    }
    return wanted.split(":(?![^{]*})", 6);
  }

  private static Instant date(String text) {
    if (text.matches("-?\\d{1,12}")) {
      return Instant.ofEpochSecond(Long.parseLong(text));
    }
    return text.indexOf('T') < 0
        ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
        : OffsetDateTime.parse(text).toInstant();
  }
}
