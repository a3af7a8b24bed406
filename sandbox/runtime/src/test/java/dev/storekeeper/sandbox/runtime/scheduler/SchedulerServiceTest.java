package dev.storekeeper.sandbox.runtime.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.runtime.Account;
import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.http.AwsRequest;
import dev.storekeeper.sandbox.runtime.iam.Authorizer;
import dev.storekeeper.sandbox.runtime.iam.Caller;
import dev.storekeeper.sandbox.runtime.messaging.Delivery;
import dev.storekeeper.sandbox.runtime.messaging.Destinations;
import dev.storekeeper.sandbox.runtime.template.Resource;
import dev.storekeeper.sandbox.runtime.time.VirtualClock;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchedulerServiceTest {
  private static final Instant START = Instant.parse("2026-03-28T00:00:00Z");
  private static final String FUNCTION = "arn:aws:lambda:eu-west-1:111122223333:function:clean";
  private static final String BUS = "arn:aws:events:eu-west-1:111122223333:event-bus/default";
  private static final String DEAD = "arn:aws:sqs:eu-west-1:111122223333:dead";
  private static final String ROLE = "arn:aws:iam::111122223333:role/scheduler";
  private static final String ARN =
      "arn:aws:scheduler:eu-west-1:111122223333:schedule/default/nightly";

  private final VirtualClock clock = new VirtualClock(Clock.fixed(START, ZoneOffset.UTC));
  private final Destinations destinations = new Destinations();
  private final List<Delivery> delivered = new ArrayList<>();
  private final List<Instant> times = new ArrayList<>();
  private final List<Delivery> dead = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();
  private final Authorizer authorizer =
      (_, action, resource, _, _) -> asked.add(action + " " + resource);
  private final SchedulerService service =
      new SchedulerService(
          new Account("111122223333", "eu-west-1", URI.create("http://127.0.0.1:1")),
          clock,
          destinations,
          authorizer);

  SchedulerServiceTest() {
    for (String arn : List.of(FUNCTION, BUS)) {
      destinations.register(
          arn,
          delivery -> {
            delivered.add(delivery);
            times.add(clock.instant());
          });
    }
    destinations.register(
        DEAD,
        delivery -> {
          dead.add(delivery);
        });
  }

  @AfterEach
  void close() {
    clock.close();
  }

  @Test
  void cronFiresInItsTimeZoneOverTheChangeToSummerTime() {
    create("cron(30 6 * * ? *)", ",'ScheduleExpressionTimezone':'Europe/Berlin'", "");
    clock.advance(Duration.ofDays(3));

    assertThat(times)
        .containsExactly(
            Instant.parse("2026-03-28T05:30:00Z"),
            Instant.parse("2026-03-29T04:30:00Z"),
            Instant.parse("2026-03-30T04:30:00Z"));
    assertThat(delivered.getFirst().caller())
        .isEqualTo(new Caller.RoleSession(ROLE, "EventBridgeScheduler-nightly", ""));
  }

  @Test
  void targetWithoutInputGetsTheNotification() throws IOException {
    create("cron(0 12 * * ? *)", "", "");
    clock.advance(Duration.ofDays(1));

    JsonNode event = new ObjectMapper().readTree(delivered.getFirst().payload());
    assertThat(event.path("detail-type").asText()).isEqualTo("Scheduled Event");
    assertThat(event.path("source").asText()).isEqualTo("aws.scheduler");
    assertThat(event.path("time").asText()).isEqualTo("2026-03-28T12:00:00Z");
    assertThat(event.at("/resources/0").asText()).isEqualTo(ARN);
    assertThat(event.path("detail").asText()).isEqualTo("{}");
  }

  @Test
  void keywordsOfTheInputAreFilledInForEachAttempt() {
    destinations.register(
        FUNCTION,
        delivery -> {
          delivered.add(delivery);
          if (delivered.size() == 1) {
            throw new AwsException(429, "TooManyRequestsException", "busy");
          }
        });
    create(
        "at(2026-03-28T10:00:00)",
        "",
        ",'Input':'{\\'a\\':\\'<aws.scheduler.schedule-arn>\\',"
            + "\\'t\\':\\'<aws.scheduler.scheduled-time>\\',"
            + "\\'n\\':\\'<aws.scheduler.attempt-number>\\',"
            + "\\'e\\':\\'<aws.scheduler.execution-id>\\'}'");
    clock.advance(Duration.ofDays(1));

    assertThat(delivered).hasSize(2);
    assertThat(delivered.get(0).payload())
        .matches(
            "\\{\"a\":\""
                + ARN
                + "\",\"t\":\"2026-03-28T10:00:00Z\",\"n\":\"1\",\"e\":\"[0-9a-f]{16}\"}");
    assertThat(delivered.get(1).payload()).contains("\"n\":\"2\"");
  }

  @Test
  void rateFiresAtOnceAndThenEachPeriod() {
    create("rate(6 hours)", "", "");
    clock.advance(Duration.ofHours(13));

    assertThat(times)
        .containsExactly(START, START.plus(Duration.ofHours(6)), START.plus(Duration.ofHours(12)));
  }

  @Test
  void rateCountsFromItsStartDateAndStopsBeforeItsEndDate() {
    create(
        "rate(1 hour)", ",'StartDate':'2026-03-28T10:30:00Z','EndDate':'2026-03-28T12:30:00Z'", "");
    clock.advance(Duration.ofDays(2));

    assertThat(times)
        .containsExactly(
            Instant.parse("2026-03-28T10:30:00Z"), Instant.parse("2026-03-28T11:30:00Z"));
  }

  @Test
  void flexibleWindowFiresWithinIt() {
    String window = ",'FlexibleTimeWindow':{'Mode':'FLEXIBLE','MaximumWindowInMinutes':30}";
    create("cron(0 12 * * ? *)", window, "");
    clock.advance(Duration.ofDays(40));

    assertThat(times).hasSize(40);
    assertThat(times)
        .allSatisfy(time -> {
          Duration late =
              Duration.between(
                  time.atZone(ZoneOffset.UTC).toLocalDate().atTime(12, 0),
                  time.atZone(ZoneOffset.UTC).toLocalDateTime());
          assertThat(late).isBetween(Duration.ZERO, Duration.ofMinutes(30));
        });
    assertThat(times.stream().map(time -> time.getEpochSecond() % 3600).distinct().count())
        .isGreaterThan(10);
  }

  @Test
  void oneTimeScheduleIsDeletedAfterCompletionIfAsked() {
    create("at(2026-03-28T10:00:00)", ",'ActionAfterCompletion':'DELETE'", "");
    clock.advance(Duration.ofDays(1));

    assertThat(times).hasSize(1);
    assertThatThrownBy(() -> call("GET", "nightly", ""))
        .hasMessage("Schedule nightly does not exist.");
  }

  @Test
  void oneTimeScheduleStaysOtherwise() {
    create("at(2026-03-28T10:00:00)", "", "");
    clock.advance(Duration.ofDays(1));

    assertThat(call("GET", "nightly", "").path("State").asText()).isEqualTo("ENABLED");
  }

  @Test
  void disabledScheduleFiresOnceEnabledAgain() {
    create("cron(0 12 * * ? *)", ",'State':'DISABLED'", "");
    clock.advance(Duration.ofDays(2));
    assertThat(times).isEmpty();

    call("PUT", "nightly", body("cron(0 12 * * ? *)", "", ""));
    clock.advance(Duration.ofDays(1));
    assertThat(times).hasSize(1);
  }

  @Test
  void deletedScheduleFiresNoMore() {
    create("cron(0 12 * * ? *)", "", "");
    clock.advance(Duration.ofDays(1));
    call("DELETE", "nightly", "");
    clock.advance(Duration.ofDays(5));

    assertThat(times).hasSize(1);
  }

  @Test
  void failedInvocationIsADeadLetterOfTheSchedule() {
    destinations.register(
        FUNCTION,
        delivery -> {
          throw new AwsException(503, "ServiceUnavailable", delivery.caller().arn());
        });
    create(
        "at(2026-03-28T10:00:00)",
        "",
        ",'Input':'{}','RetryPolicy':{'MaximumRetryAttempts':2},'DeadLetterConfig':{'Arn':'"
            + DEAD
            + "'}");
    clock.advance(Duration.ofDays(1));

    assertThat(dead.getFirst().payload()).isEqualTo("{}");
    assertThat(dead.getFirst().attributes())
        .containsEntry("SCHEDULE_ARN", ARN)
        .containsEntry("TARGET_ARN", FUNCTION)
        .containsEntry("EXECUTION_TIME", "2026-03-28T10:00:00Z")
        .containsEntry("ERROR_CODE", "ServiceUnavailable")
        .containsEntry("RETRY_ATTEMPTS", "2")
        .containsEntry("EXHAUSTED_RETRY_CONDITION", "MaximumRetryAttempts");
  }

  @Test
  void busGetsAnEntryWithTheInputAsDetail() throws IOException {
    String target =
        "{'Arn':'"
            + BUS
            + "','RoleArn':'"
            + ROLE
            + "','Input':'{}','EventBridgeParameters':{'Source':'my.app','DetailType':'Tick'}}";
    call("POST", "nightly", body("at(2026-03-28T10:00:00)", ",'Target':" + target, ""));
    clock.advance(Duration.ofDays(1));

    assertThat(new ObjectMapper().readTree(delivered.getFirst().payload()))
        .isEqualTo(json("{'Source':'my.app','DetailType':'Tick','Detail':'{}'}"));
  }

  @Test
  void scheduleIsShownAsItWasMade() {
    create("cron(0 12 * * ? *)", ",'Description':'each noon'", "");

    JsonNode shown = call("GET", "nightly", "");
    assertThat(shown.path("Arn").asText()).isEqualTo(ARN);
    assertThat(shown.path("Description").asText()).isEqualTo("each noon");
    assertThat(shown.path("ScheduleExpressionTimezone").asText()).isEqualTo("UTC");
    assertThat(shown.at("/FlexibleTimeWindow/Mode").asText()).isEqualTo("OFF");
    assertThat(shown.at("/Target/RetryPolicy/MaximumRetryAttempts").asInt()).isEqualTo(185);
    assertThat(shown.path("CreationDate").asLong()).isEqualTo(START.getEpochSecond());
    assertThat(list(Map.of("NamePrefix", "night")).path("Schedules")).hasSize(1);
    assertThat(list(Map.of("State", "DISABLED")).path("Schedules")).isEmpty();
    assertThat(asked).contains("scheduler:CreateSchedule " + ARN, "iam:PassRole " + ROLE);
  }

  @Test
  void scheduleOfATemplateIsMade() {
    service.provision(
        new Resource(
            "Nightly",
            "AWS::Scheduler::Schedule",
            "nightly",
            ARN,
            (ObjectNode) json(body("cron(0 12 * * ? *)", "", ""))));
    clock.advance(Duration.ofDays(1));

    assertThat(times).hasSize(1);
  }

  @Test
  void scheduleGroupOfATemplateIsRefused() {
    assertThatThrownBy(() ->
            service.provision(
                new Resource(
                    "Group", "AWS::Scheduler::ScheduleGroup", "g", "", (ObjectNode) json("{}"))))
        .hasMessageContaining("Group is of type AWS::Scheduler::ScheduleGroup")
        .hasMessageContaining("the default group only");
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "cron(0 25 * * ? *) | `` | the hours field '25' has 25",
        "rate(1 day) | ,'ScheduleExpressionTimezone':'Mars/Base' | 'Mars/Base'; expected a time"
            + " zone",
        "rate(1 day) | ,'State':'ON' | State is 'ON'; expected one of [DISABLED, ENABLED]",
        "rate(1 day) | ,'StartDate':'soon' | StartDate is 'soon'; expected a time",
        "rate(1 day) | ,'StartDate':200,'EndDate':100 | is not before its EndDate",
        "rate(1 day) | ,'FlexibleTimeWindow':{} | Mode is ''; expected one of [FLEXIBLE, OFF]",
        "rate(1 day) | ,'FlexibleTimeWindow':{'Mode':'FLEXIBLE','MaximumWindowInMinutes':1441}"
            + " | is 1441; expected 1 to 1440",
        "rate(1 day) | ,'KmsKeyArn':'arn:key' | KmsKeyArn is not supported by the sandbox",
        "rate(1 day) | ,'Target':{'Arn':'arn:x'} | Target has no RoleArn",
        "rate(1 day) | ,'Target':{'Arn':'arn:aws:scheduler:::aws-sdk:sqs:sendMessage'}"
            + " | universal target",
        "rate(1 day) | ,'Target':{'Arn':'a:function:b','RoleArn':'r'} | expected an ARN",
        "rate(1 day) | ,'Target':{'Arn':'arn:x:function:b','RoleArn':'r','Input':'{'}"
            + " | Input is not JSON",
        "rate(1 day) | ,'Target':{'Arn':'arn:x','RoleArn':'r','EcsParameters':{}}"
            + " | EcsParameters is not supported",
        "rate(1 day) | ,'Target':{'Arn':'arn:x','RoleArn':'r','RetryPolicy':"
            + "{'MaximumRetryAttempts':200}} | MaximumRetryAttempts is 200; expected 0 to 185",
      })
  void badScheduleIsRefusedWithItsReason(String expression, String members, String reason) {
    assertThatThrownBy(() -> create(expression, members, ""))
        .isInstanceOfSatisfying(
            AwsException.class, e -> assertThat(e.code()).isEqualTo("ValidationException"))
        .hasMessageContaining(reason);
  }

  @Test
  void secondScheduleOfANameIsAConflict() {
    create("rate(1 day)", "", "");
    assertThatThrownBy(() -> create("rate(1 day)", "", ""))
        .isInstanceOfSatisfying(AwsException.class, e -> assertThat(e.status()).isEqualTo(409));
  }

  @Test
  void otherGroupsAndOperationsAreNamed() {
    assertThatThrownBy(() -> create("rate(1 day)", ",'GroupName':'mine'", ""))
        .hasMessageContaining("Schedule group mine does not exist");
    assertThatThrownBy(() ->
            service.handle(
                new AwsRequest(
                    new Caller.Owner("111122223333"),
                    "GET",
                    "/schedule-groups",
                    Map.of(),
                    Map.of(),
                    new byte[0])))
        .hasMessage("scheduler: the sandbox has no GET /schedule-groups");
  }

  private void create(String expression, String members, String targetMembers) {
    call("POST", "nightly", body(expression, members, targetMembers));
  }

  private static String body(String expression, String members, String targetMembers) {
    String body = "{'ScheduleExpression':'" + expression + "'" + members;
    if (!members.contains("FlexibleTimeWindow")) {
      body += ",'FlexibleTimeWindow':{'Mode':'OFF'}";
    }
    if (!members.contains("'Target'")) {
      body += ",'Target':{'Arn':'" + FUNCTION + "','RoleArn':'" + ROLE + "'" + targetMembers + "}";
    }
    return body + "}";
  }

  private JsonNode list(Map<String, String> query) {
    return answer("GET", "/schedules", query, "");
  }

  private JsonNode call(String method, String name, String body) {
    return answer(method, "/schedules/" + name, Map.of(), body);
  }

  private JsonNode answer(String method, String path, Map<String, String> query, String body) {
    AwsRequest request =
        new AwsRequest(
            new Caller.Owner("111122223333"),
            method,
            path,
            query,
            Map.of(),
            body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    try {
      return new ObjectMapper().readTree(service.handle(request).body());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text.replace('\'', '"'));
    } catch (IOException e) {
      throw new AssertionError(text, e);
    }
  }
}
