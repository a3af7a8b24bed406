package dev.storekeeper.sandbox.runtime.iam.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One of IAM's condition operators, without {@code Null}, {@code IfExists} and the set prefixes.
 *
 * @param written its name
 * @param type what its values are
 * @param negated whether it holds when no value matches, a missing one included
 * @param comparison how one value of a request relates to one of the policy, negation aside
 */
record ConditionOperator(
    String written,
    ConditionValues.Type type,
    boolean negated,
    ConditionValues.Comparison comparison) {
  private static final List<ConditionOperator> ALL =
      List.of(
          compare("StringEquals", ConditionValues.TEXT, false, ConditionValues::same),
          compare("StringNotEquals", ConditionValues.TEXT, true, ConditionValues::same),
          compare(
              "StringEqualsIgnoreCase",
              ConditionValues.TEXT,
              false,
              ConditionValues::sameIgnoringCase),
          compare(
              "StringNotEqualsIgnoreCase",
              ConditionValues.TEXT,
              true,
              ConditionValues::sameIgnoringCase),
          compare("StringLike", ConditionValues.TEXT, false, ConditionValues::like),
          compare("StringNotLike", ConditionValues.TEXT, true, ConditionValues::like),
          compare("ArnEquals", ConditionValues.ARN, false, ConditionValues::arnLike),
          compare("ArnNotEquals", ConditionValues.ARN, true, ConditionValues::arnLike),
          compare("ArnLike", ConditionValues.ARN, false, ConditionValues::arnLike),
          compare("ArnNotLike", ConditionValues.ARN, true, ConditionValues::arnLike),
          order("NumericEquals", ConditionValues.NUMBER, false, order -> order == 0),
          order("NumericNotEquals", ConditionValues.NUMBER, true, order -> order == 0),
          order("NumericLessThan", ConditionValues.NUMBER, false, order -> order < 0),
          order("NumericLessThanEquals", ConditionValues.NUMBER, false, order -> order <= 0),
          order("NumericGreaterThan", ConditionValues.NUMBER, false, order -> order > 0),
          order("NumericGreaterThanEquals", ConditionValues.NUMBER, false, order -> order >= 0),
          order("DateEquals", ConditionValues.DATE, false, order -> order == 0),
          order("DateNotEquals", ConditionValues.DATE, true, order -> order == 0),
          order("DateLessThan", ConditionValues.DATE, false, order -> order < 0),
          order("DateLessThanEquals", ConditionValues.DATE, false, order -> order <= 0),
          order("DateGreaterThan", ConditionValues.DATE, false, order -> order > 0),
          order("DateGreaterThanEquals", ConditionValues.DATE, false, order -> order >= 0),
          compare("Bool", ConditionValues.BOOLEAN, false, ConditionValues::sameIgnoringCase));

  static Optional<ConditionOperator> of(String written) {
    return ALL.stream().filter(operator -> operator.written.equalsIgnoreCase(written)).findFirst();
  }

  static String known() {
    return ALL.stream().map(ConditionOperator::written).collect(Collectors.joining(", "))
        + ", Null";
  }

  /** What its values must be, if a value is not that. */
  Optional<String> complaint(String value) {
    return type.complaint(value);
  }

  /** Whether one value of a request matches one of the policy, negation aside. */
  boolean matches(String wanted, String actual, Map<String, String> context) {
    return comparison.matches(wanted, actual, context);
  }

  private static ConditionOperator compare(
      String written,
      ConditionValues.Type type,
      boolean negated,
      ConditionValues.Comparison comparison) {
    return new ConditionOperator(written, type, negated, comparison);
  }

  private static ConditionOperator order(
      String written, ConditionValues.Ordering type, boolean negated, ConditionValues.Order order) {
    return new ConditionOperator(
        written, type, negated, (wanted, actual, context) -> type.compare(wanted, actual, order));
  }
}
