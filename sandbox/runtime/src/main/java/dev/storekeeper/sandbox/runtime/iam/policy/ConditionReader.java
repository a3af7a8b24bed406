package dev.storekeeper.sandbox.runtime.iam.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a statement's {@code Condition} element. */
final class ConditionReader {
  private static final String ALL = "ForAllValues:";
  private static final String ANY = "ForAnyValue:";
  private static final String IF_EXISTS = "IfExists";

  private final List<PolicyException.Problem> problems;

  ConditionReader(List<PolicyException.Problem> problems) {
    this.problems = problems;
  }

  List<Condition> read(JsonNode node, Steps at) {
    List<Condition> conditions = new ArrayList<>();
    if (!node.isObject()) {
      problem(at, "expected an object of operators");
      return conditions;
    }
    for (Map.Entry<String, JsonNode> operator : node.properties()) {
      Steps place = at.to(operator.getKey());
      if (!operator.getValue().isObject()) {
        problem(place, "expected an object of condition keys");
        continue;
      }
      for (Map.Entry<String, JsonNode> test : operator.getValue().properties()) {
        condition(operator.getKey(), test.getKey(), test.getValue(), place)
            .ifPresent(conditions::add);
      }
    }
    return conditions;
  }

  private Optional<Condition> condition(String written, String key, JsonNode value, Steps at) {
    Steps place = at.to(key);
    if (key.indexOf(':') <= 0) {
      problem(place, "no condition key; expected service:Key, for example aws:SourceArn");
    }
    List<String> values = values(value, place);
    if (written.equals("Null")) {
      if (values.size() != 1 || ConditionValues.BOOLEAN.complaint(values.getFirst()).isPresent()) {
        problem(place, "expected true or false");
      }
      return Optional.of(new Condition.Missing(key, values.contains("true")));
    }
    Condition.SetRule rule = rule(written);
    String name = rule == Condition.SetRule.SINGLE ? written : written.substring(ANY.length());
    if (rule == Condition.SetRule.FOR_ALL_VALUES) {
      name = written.substring(ALL.length());
    }
    boolean ifExists = name.endsWith(IF_EXISTS);
    String base = ifExists ? name.substring(0, name.length() - IF_EXISTS.length()) : name;
    Optional<ConditionOperator> operator = ConditionOperator.of(base);
    if (operator.isEmpty()) {
      problem(at, "unknown condition operator; known are " + ConditionOperator.known());
      return Optional.empty();
    }
    values.forEach(
        text -> operator.get().complaint(text).ifPresent(complaint -> problem(place, complaint)));
    return Optional.of(new Condition.Compare(operator.get(), rule, ifExists, key, values));
  }

  private static Condition.SetRule rule(String written) {
    if (written.startsWith(ALL)) {
      return Condition.SetRule.FOR_ALL_VALUES;
    }
    return written.startsWith(ANY) ? Condition.SetRule.FOR_ANY_VALUE : Condition.SetRule.SINGLE;
  }

  private List<String> values(JsonNode node, Steps at) {
    List<String> values = new ArrayList<>();
    for (JsonNode item : node.isArray() ? node : List.of(node)) {
      if (item.isValueNode() && !item.isNull()) {
        values.add(item.asText());
      } else {
        problem(at, "expected a string, number or boolean, or a list of such");
      }
    }
    if (node.isArray() && node.isEmpty()) {
      problem(at, "expected at least one value");
    }
    return values;
  }

  private void problem(Steps at, String message) {
    problems.add(new PolicyException.Problem(at.path(), message));
  }
}
