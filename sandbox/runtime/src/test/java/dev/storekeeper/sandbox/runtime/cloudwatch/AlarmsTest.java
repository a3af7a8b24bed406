package dev.storekeeper.sandbox.runtime.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.runtime.Account;
import dev.storekeeper.sandbox.runtime.iam.Caller;
import dev.storekeeper.sandbox.runtime.messaging.Delivery;
import dev.storekeeper.sandbox.runtime.messaging.Destinations;
import dev.storekeeper.sandbox.runtime.template.Resource;
import dev.storekeeper.sandbox.runtime.time.VirtualClock;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlarmsTest {
  private static final String TOPIC = "arn:aws:sns:eu-west-1:111122223333:ops";
  private static final String ARN = "arn:aws:cloudwatch:eu-west-1:111122223333:alarm:alarm";

  private final VirtualClock clock =
      new VirtualClock(Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC));
  private final Destinations destinations = new Destinations();
  private final List<Delivery> told = new ArrayList<>();
  private final MetricStore metrics = new MetricStore(clock);
  private final FunctionMetrics functions = new FunctionMetrics(metrics);
  private long visible;
  private Duration oldest = Duration.ZERO;
  private final Alarms alarms =
      new Alarms(
          new Account("111122223333", "eu-west-1", URI.create("http://127.0.0.1:1")),
          clock,
          metrics,
          name ->
              name.equals("dead")
                  ? Optional.of(new QueueMetrics.Values(visible, oldest))
                  : Optional.empty(),
          destinations);

  AlarmsTest() {
    destinations.register(
        TOPIC,
        delivery -> {
          told.add(delivery);
        });
  }

  @AfterEach
  void close() {
    clock.close();
  }

  @Test
  void functionErrorRaisesTheAlarmAndItsEndClearsIt() throws IOException {
    provision(
        "'Namespace':'AWS/Lambda','MetricName':'Errors','Statistic':'Sum','Period':60,"
            + "'EvaluationPeriods':1,'Threshold':1,'TreatMissingData':'notBreaching',"
            + "'ComparisonOperator':'GreaterThanOrEqualToThreshold',"
            + "'Dimensions':[{'Name':'FunctionName','Value':'audit'}],"
            + "'AlarmDescription':'audit fails'");
    functions.invoked("audit", Duration.ofMillis(12), true);
    functions.invoked("other", Duration.ofMillis(12), true);
    clock.advance(Duration.ofMinutes(1));

    JsonNode alarm = message(0);
    assertThat(alarm.path("NewStateValue").asText()).isEqualTo("ALARM");
    assertThat(alarm.path("OldStateValue").asText()).isEqualTo("INSUFFICIENT_DATA");
    assertThat(alarm.path("AlarmDescription").asText()).isEqualTo("audit fails");
    assertThat(alarm.path("StateChangeTime").asText()).isEqualTo("2026-01-01T00:01:00.000+0000");
    assertThat(alarm.path("NewStateReason").asText()).contains("[1.0]", "threshold (1.0)");
    assertThat(alarm.at("/Trigger/MetricName").asText()).isEqualTo("Errors");
    assertThat(told.getFirst().caller())
        .isEqualTo(new Caller.Service("cloudwatch.amazonaws.com", ARN));

    functions.invoked("audit", Duration.ofMillis(12), false);
    clock.advance(Duration.ofMinutes(5));
    assertThat(told).hasSize(2);
    assertThat(message(1).path("NewStateValue").asText()).isEqualTo("OK");
  }

  @Test
  void messageInADeadLetterQueueRaisesTheAlarm() {
    provision(queueAlarm("ApproximateNumberOfMessagesVisible", 0));
    clock.advance(Duration.ofMinutes(10));
    assertThat(state()).isEqualTo("OK");

    visible = 1;
    clock.advance(Duration.ofMinutes(3));
    assertThat(state()).isEqualTo("ALARM");

    visible = 0;
    clock.advance(Duration.ofMinutes(10));
    assertThat(state()).isEqualTo("OK");
  }

  @Test
  void oldMessageRaisesTheAlarm() {
    provision(queueAlarm("ApproximateAgeOfOldestMessage", 600));
    oldest = Duration.ofMinutes(11);
    clock.advance(Duration.ofMinutes(3));

    assertThat(state()).isEqualTo("ALARM");
  }

  @Test
  void metricOfALogLineRaisesTheAlarm() {
    provision(
        "'Namespace':'Storekeeper','MetricName':'Denied','Statistic':'Maximum','Period':300,"
            + "'EvaluationPeriods':1,'Threshold':5,'ComparisonOperator':'GreaterThanThreshold',"
            + "'Dimensions':[{'Name':'service','Value':'token'}]");
    functions.logged(
        "{'_aws':{'Timestamp':1,'CloudWatchMetrics':[{'Namespace':'Storekeeper','Dimensions':"
                .replace('\'', '"')
            + "[['service'],[]],'Metrics':[{'Name':'Denied','Unit':'Count'}]}]},'service':'token',"
                .replace('\'', '"')
            + "'Denied':[3,7]}".replace('\'', '"'));
    clock.advance(Duration.ofMinutes(4));
    assertThat(state()).isEqualTo("INSUFFICIENT_DATA");

    clock.advance(Duration.ofMinutes(1));
    assertThat(state()).isEqualTo("ALARM");
    assertThat(metrics.latest()).containsEntry(new Metric("Storekeeper", "Denied", Map.of()), 10.0);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "plain text",
        "{not json \"_aws\"",
        "{\"a\":1}",
        "{\"_aws\":{}}",
        "{\"_aws\":{\"CloudWatchMetrics\":[{\"Namespace\":\"\",\"Metrics\":[{\"Name\":\"a\"}]}]},\"a\":1}",
        "{\"_aws\":{\"CloudWatchMetrics\":[{\"Namespace\":\"n\",\"Metrics\":[{\"Name\":\"a\"}]}]},\"a\":\"1\"}",
      })
  void otherLogLinesHaveNoMetrics(String line) {
    assertThat(EmbeddedMetrics.in(line)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'Namespace':'AWS/DynamoDB','MetricName':'UserErrors'"
            + " | the sandbox does not know the metric AWS/DynamoDB UserErrors {}",
        "'Namespace':'AWS/SQS','MetricName':'NumberOfMessagesSent'"
            + " | the sandbox does not know the metric AWS/SQS NumberOfMessagesSent",
        "'Namespace':'AWS/SQS','MetricName':'ApproximateAgeOfOldestMessage'"
            + " | has other dimensions than [QueueName]",
        "'Namespace':'a','MetricName':'b','Metrics':[] | Metrics is not supported",
        "'Namespace':'a','MetricName':'b','Period':30 | Period 30; expected whole minutes",
        "'Namespace':'a','MetricName':'b','Statistic':'p99' | Statistic is 'p99'; expected one of",
        "'Namespace':'a','MetricName':'b','Threshold':'high' | Threshold is \"high\"",
        "'Namespace':'a','MetricName':'b','DatapointsToAlarm':3 | DatapointsToAlarm 3; expected 1"
            + " to 1",
        "'Namespace':'a','MetricName':'b','EvaluationPeriods':2000 | within a day together",
        "'Namespace':'a' | MetricName is missing",
      })
  void badAlarmIsRefusedWithItsReason(String members, String reason) {
    assertThatThrownBy(() -> provision(withDefaults(members)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void alarmWithActionsOffTellsNobody() {
    provision(queueAlarm("ApproximateNumberOfMessagesVisible", 0) + ",'ActionsEnabled':false");
    visible = 1;
    clock.advance(Duration.ofMinutes(5));

    assertThat(state()).isEqualTo("ALARM");
    assertThat(told).isEmpty();
  }

  private static String queueAlarm(String metric, int threshold) {
    return "'Namespace':'AWS/SQS','MetricName':'"
        + metric
        + "','Statistic':'Maximum','Period':60,'EvaluationPeriods':1,'Threshold':"
        + threshold
        + ",'ComparisonOperator':'GreaterThanThreshold',"
        + "'Dimensions':[{'Name':'QueueName','Value':'dead'}]";
  }

  private static String withDefaults(String members) {
    StringBuilder all = new StringBuilder(members);
    Map.of(
            "Statistic", "'Sum'",
            "Period", "60",
            "EvaluationPeriods", "1",
            "Threshold", "1",
            "ComparisonOperator", "'LessThanThreshold'")
        .forEach((name, value) -> {
          if (!members.contains("'" + name + "'")) {
            all.append(",'").append(name).append("':").append(value);
          }
        });
    return all.toString();
  }

  private void provision(String members) {
    String actions = ",'AlarmActions':['" + TOPIC + "'],'OKActions':['" + TOPIC + "']}";
    alarms.provision(
        new Resource(
            "Alarm", "AWS::CloudWatch::Alarm", "alarm", ARN, json("{" + members + actions)));
  }

  private String state() {
    return alarms.snapshot().getFirst().path("StateValue").asText();
  }

  private JsonNode message(int index) throws IOException {
    return new ObjectMapper().readTree(told.get(index).payload());
  }

  private static ObjectNode json(String text) {
    try {
      return (ObjectNode) new ObjectMapper().readTree(text.replace('\'', '"'));
    } catch (IOException e) {
      throw new AssertionError(text, e);
    }
  }
}
