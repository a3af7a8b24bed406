package dev.storekeeper.sandbox.codeartifact.control;

import dev.storekeeper.sandbox.codeartifact.ServiceException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What a parameter's value must be.
 *
 * @param accepts whether a value is acceptable
 * @param expectation the rule in words, to follow "expected"
 */
record Constraint(Predicate<String> accepts, String expectation) {
  private static final int LONGEST_QUOTE = 100;

  static Constraint pattern(String regex, String expectation) {
    return new Constraint(Pattern.compile(regex).asMatchPredicate(), expectation);
  }

  static Constraint length(int minimum, int maximum) {
    return new Constraint(
        value -> value.length() >= minimum && value.length() <= maximum,
        minimum + " to " + maximum + " characters");
  }

  static Constraint oneOf(String... values) {
    List<String> allowed = Arrays.asList(values);
    return new Constraint(allowed::contains, "one of " + String.join(", ", allowed));
  }

  static Constraint number(int minimum, int maximum) {
    return new Constraint(
        value -> value.matches("\\d{1,9}") && within(Integer.parseInt(value), minimum, maximum),
        "a whole number from " + minimum + " to " + maximum);
  }

  private static boolean within(int value, int minimum, int maximum) {
    return value >= minimum && value <= maximum;
  }

  /** The value, if it is acceptable. */
  String check(String parameter, String value) {
    if (!accepts.test(value)) {
      throw violation(parameter, "found '" + shortened(value) + "'", expectation);
    }
    return value;
  }

  static ServiceException violation(String parameter, String found, String expected) {
    return ServiceException.invalid(
        "Parameter '" + parameter + "': " + found + ", expected " + expected);
  }

  private static String shortened(String value) {
    return value.length() <= LONGEST_QUOTE
        ? value
        : value.substring(0, LONGEST_QUOTE) + "... (" + value.length() + " characters)";
  }
}
