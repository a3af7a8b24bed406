package dev.storekeeper.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Multiplies out a pattern's {@code $or}. */
final class PatternBranches {
  private static final String OR = "$or";

  private PatternBranches() {}

  static List<Map<List<String>, List<Condition>>> of(JsonNode pattern) {
    return branches(pattern, List.of(), List.of());
  }

  private static List<Map<List<String>, List<Condition>>> branches(
      JsonNode object, List<String> parent, List<String> location) {
    List<Map<List<String>, List<Condition>>> product = List.of(Map.of());
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      List<String> place = with(location, member.getKey());
      product =
          product(
              product,
              member.getKey().equals(OR)
                  ? alternatives(member.getValue(), parent, place)
                  : field(member.getValue(), with(parent, member.getKey()), place));
    }
    return product;
  }

  private static List<Map<List<String>, List<Condition>>> alternatives(
      JsonNode list, List<String> parent, List<String> location) {
    List<Map<List<String>, List<Condition>>> all = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      all.addAll(branches(list.path(i), parent, with(location, Integer.toString(i))));
    }
    return all;
  }

  private static List<Map<List<String>, List<Condition>>> field(
      JsonNode value, List<String> field, List<String> location) {
    if (value.isObject()) {
      return branches(value, field, location);
    }
    List<Condition> conditions = new ArrayList<>();
    for (int i = 0; i < value.size(); i++) {
      conditions.add(condition(value.path(i), field, with(location, Integer.toString(i))));
    }
    return List.of(Map.of(field, List.copyOf(conditions)));
  }

  private static Condition condition(JsonNode item, List<String> field, List<String> location) {
    if (!item.isObject()) {
      return new Condition(field, Condition.EQUALS, item, location);
    }
    Map.Entry<String, JsonNode> test = item.properties().iterator().next();
    String operator = test.getKey().equals("exactly") ? Condition.EQUALS : test.getKey();
    return new Condition(field, operator, test.getValue(), location);
  }

  private static List<Map<List<String>, List<Condition>>> product(
      List<Map<List<String>, List<Condition>>> left,
      List<Map<List<String>, List<Condition>>> right) {
    List<Map<List<String>, List<Condition>>> all = new ArrayList<>();
    for (Map<List<String>, List<Condition>> one : left) {
      for (Map<List<String>, List<Condition>> other : right) {
        Map<List<String>, List<Condition>> both = new LinkedHashMap<>(one);
        both.putAll(other);
        all.add(both);
      }
    }
    return all;
  }

  private static List<String> with(List<String> names, String name) {
    List<String> all = new ArrayList<>(names);
    all.add(name);
    return List.copyOf(all);
  }
}
