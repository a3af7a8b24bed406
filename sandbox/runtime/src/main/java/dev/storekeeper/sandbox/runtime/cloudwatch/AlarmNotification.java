package dev.storekeeper.sandbox.runtime.cloudwatch;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.runtime.Account;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** The JSON that an alarm's actions get, as CloudWatch sends it to a topic. */
final class AlarmNotification {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'+0000'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private AlarmNotification() {}

  static ObjectNode of(
      Account account,
      AlarmDefinition alarm,
      AlarmState before,
      AlarmState now,
      String reason,
      Instant time,
      Instant configured) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("AlarmName", alarm.name())
            .put("AlarmDescription", alarm.description())
            .put("AWSAccountId", account.id())
            .put("AlarmConfigurationUpdatedTimestamp", TIME.format(configured))
            .put("NewStateValue", now.name())
            .put("NewStateReason", reason)
            .put("StateChangeTime", TIME.format(time))
            .put("Region", account.region())
            .put("AlarmArn", alarm.arn())
            .put("OldStateValue", before.name());
    put(json.putArray("OKActions"), alarm.okActions());
    put(json.putArray("AlarmActions"), alarm.alarmActions());
    put(json.putArray("InsufficientDataActions"), alarm.insufficientDataActions());
    return json.set("Trigger", trigger(alarm));
  }

  /** What an alarm watches, as a notification and the snapshot show it. */
  static ObjectNode trigger(AlarmDefinition alarm) {
    ObjectNode trigger =
        JsonNodeFactory.instance
            .objectNode()
            .put("MetricName", alarm.metric().name())
            .put("Namespace", alarm.metric().namespace())
            .put("StatisticType", "Statistic")
            .put("Statistic", alarm.statistic().title().toUpperCase(Locale.ROOT))
            .putNull("Unit");
    ArrayNode dimensions = trigger.putArray("Dimensions");
    alarm
        .metric()
        .dimensions()
        .forEach((name, value) -> dimensions.addObject().put("value", value).put("name", name));
    return trigger
        .put("Period", alarm.period().toSeconds())
        .put("EvaluationPeriods", alarm.evaluationPeriods())
        .put("DatapointsToAlarm", alarm.datapointsToAlarm())
        .put("ComparisonOperator", alarm.comparison().operator())
        .put("Threshold", alarm.threshold())
        .put("TreatMissingData", alarm.missingData().title())
        .put("EvaluateLowSampleCountPercentile", "");
  }

  private static void put(ArrayNode array, List<String> texts) {
    texts.forEach(array::add);
  }
}
