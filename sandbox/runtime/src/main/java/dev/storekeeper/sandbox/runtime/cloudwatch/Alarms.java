package dev.storekeeper.sandbox.runtime.cloudwatch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.runtime.Account;
import dev.storekeeper.sandbox.runtime.events.RetryPolicy;
import dev.storekeeper.sandbox.runtime.events.RetryingDelivery;
import dev.storekeeper.sandbox.runtime.events.Shipment;
import dev.storekeeper.sandbox.runtime.iam.Caller;
import dev.storekeeper.sandbox.runtime.messaging.Delivery;
import dev.storekeeper.sandbox.runtime.messaging.Destinations;
import dev.storekeeper.sandbox.runtime.template.Resource;
import dev.storekeeper.sandbox.runtime.time.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The alarms of a template, evaluated on the virtual clock whenever a period of theirs is over.
 * Once a minute the queues that alarms watch are asked for their metrics. Safe for use by many
 * threads.
 */
public final class Alarms {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** An alarm with its state. */
  private static final class Entry {
    private final AlarmDefinition alarm;
    private AlarmState state = AlarmState.INSUFFICIENT_DATA;
    private String reason = "Unchecked: Initial alarm creation";
    private Instant changed;

    Entry(AlarmDefinition alarm, Instant now) {
      this.alarm = alarm;
      this.changed = now;
    }
  }

  private final Account account;
  private final VirtualClock clock;
  private final MetricStore metrics;
  private final QueueMetrics queues;
  private final RetryingDelivery deliveries;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Instant configured;
  private boolean ticking;

  /** No alarms yet; nothing runs before the first. */
  public Alarms(
      Account account,
      VirtualClock clock,
      MetricStore metrics,
      QueueMetrics queues,
      Destinations destinations) {
    this.account = account;
    this.clock = clock;
    this.metrics = metrics;
    this.queues = queues;
    this.deliveries = new RetryingDelivery(destinations, clock, RandomGenerator.getDefault());
    this.configured = clock.instant();
  }

  /**
   * Adds a template's {@code AWS::CloudWatch::Alarm}.
   *
   * @throws IllegalArgumentException if it is not valid, or on a metric that the sandbox does not
   *     know, which is named
   */
  public synchronized void provision(Resource resource) {
    if (!resource.type().equals("AWS::CloudWatch::Alarm")) {
      throw new IllegalArgumentException(
          resource.logicalId() + " is of type " + resource.type() + ", not an alarm");
    }
    AlarmDefinition alarm = new AlarmReader(resource).read();
    entries.put(alarm.name(), new Entry(alarm, clock.instant()));
    if (!ticking) {
      ticking = true;
      schedule(clock.instant());
    }
  }

  /** The alarms as they are now: name, ARN, state, reason, since when, and what they watch. */
  public synchronized List<ObjectNode> snapshot() {
    List<ObjectNode> all = new ArrayList<>();
    for (Entry entry : entries.values()) {
      ObjectNode json = AlarmNotification.trigger(entry.alarm);
      all.add(
          json.put("AlarmName", entry.alarm.name())
              .put("AlarmArn", entry.alarm.arn())
              .put("StateValue", entry.state.name())
              .put("StateReason", entry.reason)
              .put("StateUpdatedTimestamp", entry.changed.toString()));
    }
    return all;
  }

  private void schedule(Instant after) {
    Instant next = Instant.ofEpochSecond((after.getEpochSecond() / 60 + 1) * 60);
    clock.schedule(next, () -> tick(next));
  }

  private void tick(Instant minute) {
    List<Shipment> notifications = new ArrayList<>();
    synchronized (this) {
      schedule(clock.resuming(minute));
      for (Entry entry : entries.values()) {
        if (minute.getEpochSecond() % entry.alarm.period().toSeconds() == 0) {
          evaluate(entry, minute, notifications);
        }
      }
      entries.values().stream()
          .map(entry -> entry.alarm.metric())
          .filter(metric -> metric.namespace().equals("AWS/SQS"))
          .distinct()
          .forEach(this::sample);
    }
    notifications.forEach(deliveries::send);
  }

  private void sample(Metric metric) {
    queues
        .of(metric.dimensions().getOrDefault("QueueName", ""))
        .ifPresent(values ->
            metrics.put(
                metric,
                metric.name().equals("ApproximateAgeOfOldestMessage")
                    ? (double) values.oldestMessage().toSeconds()
                    : (double) values.visibleMessages()));
  }

  private void evaluate(Entry entry, Instant end, List<Shipment> notifications) {
    AlarmDefinition alarm = entry.alarm;
    List<Optional<Boolean>> breaching = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    int looked = alarm.evaluationPeriods() + AlarmEvaluation.FURTHER_PERIODS;
    for (int back = looked; back >= 1; back--) {
      Instant from = end.minus(alarm.period().multipliedBy(back));
      Optional<Double> value =
          metrics
              .between(alarm.metric(), from, from.plus(alarm.period()))
              .map(alarm.statistic()::of);
      value.ifPresent(values::add);
      breaching.add(value.map(each -> alarm.comparison().breaches(each, alarm.threshold())));
    }
    AlarmState next =
        AlarmEvaluation.state(
            breaching,
            alarm.evaluationPeriods(),
            alarm.datapointsToAlarm(),
            alarm.missingData(),
            entry.state);
    if (next != entry.state) {
      change(entry, next, reason(alarm, next, values), end, notifications);
    }
  }

  private void change(
      Entry entry, AlarmState next, String reason, Instant time, List<Shipment> notifications) {
    ObjectNode json =
        AlarmNotification.of(account, entry.alarm, entry.state, next, reason, time, configured);
    entry.state = next;
    entry.reason = reason;
    entry.changed = time;
    Delivery delivery =
        new Delivery(
            new Caller.Service("cloudwatch.amazonaws.com", entry.alarm.arn()),
            json.toString(),
            Map.of());
    for (String arn : entry.alarm.actions(next)) {
      notifications.add(
          new Shipment(
              arn, _ -> delivery, new RetryPolicy(10, MINUTE.multipliedBy(60)), Optional.empty()));
    }
  }

  private static String reason(AlarmDefinition alarm, AlarmState state, List<Double> values) {
    List<Double> latest =
        values.subList(Math.max(0, values.size() - alarm.evaluationPeriods()), values.size());
    if (latest.isEmpty()) {
      return "No datapoints were received for "
          + alarm.evaluationPeriods()
          + " periods, which are treated as "
          + alarm.missingData().title();
    }
    return "Threshold Crossed: the last datapoints "
        + latest
        + " were "
        + (state == AlarmState.ALARM ? "" : "not all ")
        + alarm.comparison().words()
        + " the threshold ("
        + alarm.threshold()
        + "), "
        + alarm.datapointsToAlarm()
        + " of "
        + alarm.evaluationPeriods()
        + " needed";
  }
}
