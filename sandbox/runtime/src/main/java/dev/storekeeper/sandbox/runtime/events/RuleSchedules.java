package dev.storekeeper.sandbox.runtime.events;

import dev.storekeeper.sandbox.runtime.time.ScheduleExpression;
import dev.storekeeper.sandbox.runtime.time.VirtualClock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The timers of rules that fire by themselves. Safe for use by many threads. */
final class RuleSchedules {
  /** What happens when a rule is due. */
  @FunctionalInterface
  interface Firing {
    void fire(String busName, String ruleName, Instant time);
  }

  private final VirtualClock clock;
  private final Firing firing;
  private final Map<String, VirtualClock.Timer> timers = new HashMap<>();
  private final Map<String, Long> generations = new HashMap<>();
  private long lastGeneration;

  RuleSchedules(VirtualClock clock, Firing firing) {
    this.clock = clock;
    this.firing = firing;
  }

  /** Starts a rule's schedule anew, or ends it if the rule is disabled or has none. */
  synchronized void set(Rule rule) {
    clear(rule.arn());
    if (rule.enabled() && rule.expression().isPresent()) {
      long generation = ++lastGeneration;
      generations.put(rule.arn(), generation);
      Instant start = clock.instant();
      arm(rule, rule.expression().get(), generation, start, start);
    }
  }

  /** Ends a rule's schedule, if it has one. */
  synchronized void clear(String ruleArn) {
    generations.remove(ruleArn);
    VirtualClock.Timer timer = timers.remove(ruleArn);
    if (timer != null) {
      timer.cancel();
    }
  }

  private synchronized void arm(
      Rule rule, ScheduleExpression expression, long generation, Instant after, Instant start) {
    if (generations.getOrDefault(rule.arn(), 0L) != generation) {
      return;
    }
    expression
        .next(after, start)
        .ifPresent(at ->
            timers.put(
                rule.arn(),
                clock.schedule(
                    at,
                    () -> {
                      arm(rule, expression, generation, clock.resuming(at), start);
                      firing.fire(rule.busName(), rule.name(), at);
                    })));
  }
}
