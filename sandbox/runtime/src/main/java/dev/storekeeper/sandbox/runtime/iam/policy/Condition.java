package dev.storekeeper.sandbox.runtime.iam.policy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** One condition of a statement: an operator, a key, and values of which one must match. */
sealed interface Condition {
  /** Whether it holds for a request's context, whose keys are in lower case. */
  boolean holds(Map<String, String> context);

  /** How an operator treats a key with several values. */
  enum SetRule {
    SINGLE,
    FOR_ALL_VALUES,
    FOR_ANY_VALUE
  }

  /** A comparison. */
  record Compare(
      ConditionOperator operator, SetRule rule, boolean ifExists, String key, List<String> values)
      implements Condition {
    public Compare {
      values = List.copyOf(values);
      key = key.toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean holds(Map<String, String> context) {
      String actual = context.get(key);
      if (actual == null) {
        return switch (rule) {
          case SINGLE -> ifExists || operator.negated();
          case FOR_ALL_VALUES -> true;
          case FOR_ANY_VALUE -> ifExists;
        };
      }
      return switch (rule) {
        case SINGLE -> test(actual, context);
        case FOR_ALL_VALUES -> each(actual).allMatch(value -> test(value, context));
        case FOR_ANY_VALUE -> each(actual).anyMatch(value -> test(value, context));
      };
    }

    private boolean test(String actual, Map<String, String> context) {
      boolean any = values.stream().anyMatch(wanted -> operator.matches(wanted, actual, context));
      return any != operator.negated();
    }

    private static Stream<String> each(String values) {
      return values.lines();
    }
  }

  /** IAM's {@code Null}: whether the key is missing. */
  record Missing(String key, boolean missing) implements Condition {
    public Missing {
      key = key.toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean holds(Map<String, String> context) {
      return context.containsKey(key) != missing;
    }
  }
}
