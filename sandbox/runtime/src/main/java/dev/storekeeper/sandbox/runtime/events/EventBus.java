package dev.storekeeper.sandbox.runtime.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.event.ruler.Machine;

/** A bus and its rules. Safe for use by many threads. */
final class EventBus {
  private final String name;
  private final String arn;
  private final Optional<JsonNode> policy;
  private final Map<String, Rule> rules = new TreeMap<>();
  private final Machine machine = Machine.builder().build();

  EventBus(String name, String arn, Optional<JsonNode> policy) {
    this.name = name;
    this.arn = arn;
    this.policy = policy;
  }

  String name() {
    return name;
  }

  String arn() {
    return arn;
  }

  Optional<JsonNode> policy() {
    return policy;
  }

  /** Adds a rule, or replaces the one of its name. */
  synchronized void put(Rule rule) {
    remove(rule.name());
    rules.put(rule.name(), rule);
    if (rule.enabled() && rule.pattern().isPresent()) {
      try {
        machine.addRule(rule.name(), rule.pattern().get());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Removes a rule, if there is one. */
  synchronized void remove(String ruleName) {
    Rule rule = rules.remove(ruleName);
    if (rule != null && rule.enabled() && rule.pattern().isPresent()) {
      try {
        machine.deleteRule(ruleName, rule.pattern().get());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  synchronized Optional<Rule> rule(String ruleName) {
    return Optional.ofNullable(rules.get(ruleName));
  }

  synchronized List<Rule> rules() {
    return List.copyOf(rules.values());
  }

  /** The enabled rules that match an event, in the order of their names. */
  synchronized List<Rule> matching(ObjectNode event) {
    return machine.rulesForJSONEvent(event).stream()
        .distinct()
        .sorted()
        .map(rules::get)
        .filter(Objects::nonNull)
        .toList();
  }
}
