package dev.storekeeper.sandbox.runtime.events;

import static dev.storekeeper.sandbox.runtime.events.EventsFixture.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.iam.Caller;
import dev.storekeeper.sandbox.runtime.messaging.Delivery;
import dev.storekeeper.sandbox.runtime.template.Resource;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventBridgeServiceTest {
  private static final String RULE = "arn:aws:events:eu-west-1:111122223333:rule/rule";

  private final EventsFixture events = new EventsFixture();

  @AfterEach
  void close() {
    events.close();
  }

  @ParameterizedTest
  @CsvSource({
    "ENABLED, AWS API Call via CloudTrail, true, 0",
    "ENABLED, AWS API Call via CloudTrail, false, 1",
    "ENABLED, Another Thing, true, 1",
    "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS, AWS API Call via CloudTrail, true, 1",
    "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS, AWS API Call via CloudTrail, false, 1",
    "DISABLED, AWS API Call via CloudTrail, false, 0",
  })
  void onlyRulesThatAskForThemSeeReadOnlyCalls(
      String state, String type, boolean readOnly, int seen) {
    events.call(
        "PutRule",
        json("{'Name':'rule'}")
            .put("State", state)
            .put("EventPattern", "{\"source\":[\"aws.codeartifact\"]}")
            .toString());
    events.call(
        "PutTargets", "{'Rule':'rule','Targets':[{'Id':'t','Arn':'" + EventsFixture.QUEUE + "'}]}");
    events.service.publish(
        EventsFixture.json(
            "{'id':'1','source':'aws.codeartifact','detail-type':'"
                + type
                + "','detail':{'readOnly':"
                + readOnly
                + "}}"));

    assertThat(events.queue).hasSize(seen);
    assertThat(events.call("DescribeRule", "{'Name':'rule'}").path("State").asText())
        .isEqualTo(state);
  }

  @Test
  void matchingEventReachesTheTargetAsAWholeEnvelope() {
    events.rule("{'source':['my.app'],'detail':{'state':['on']}}", "");

    JsonNode answer = events.put("my.app", "{'state':'on'}");

    assertThat(answer.path("FailedEntryCount").asInt()).isZero();
    JsonNode event = json(events.queue.getFirst().payload());
    assertThat(event)
        .isEqualTo(
            json("{'version':'0','detail-type':'Type','source':'my.app',"
                    + "'account':'111122223333','time':'2026-01-01T00:00:00Z',"
                    + "'region':'eu-west-1','resources':[],'detail':{'state':'on'}}")
                .put("id", answer.at("/Entries/0/EventId").asText()));
    assertThat(events.queue.getFirst().caller())
        .isEqualTo(new Caller.Service("events.amazonaws.com", RULE));
  }

  @Test
  void eventThatDoesNotMatchReachesNobody() {
    events.rule("{'detail':{'state':['on']}}", "");
    events.put("my.app", "{'state':'off'}");

    assertThat(events.queue).isEmpty();
  }

  @Test
  void disabledRuleMatchesNothingUntilItIsEnabled() {
    events.rule("{'source':['my.app']}", "");
    events.call("DisableRule", "{'Name':'rule'}");
    events.put("my.app", "{}");
    assertThat(events.queue).isEmpty();

    events.call("EnableRule", "{'Name':'rule'}");
    events.put("my.app", "{}");
    assertThat(events.queue).hasSize(1);
  }

  @Test
  void rewrittenRuleKeepsItsTargetsAndForgetsItsOldPattern() {
    events.rule("{'source':['old']}", "");
    events.call(
        "PutRule",
        json("{'Name':'rule'}").put("EventPattern", "{\"source\":[\"new\"]}").toString());
    events.put("old", "{}");
    events.put("new", "{}");

    assertThat(events.queue).hasSize(1);
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'DetailType':'T','Detail':'{}'} | InvalidArgument | Source is a required argument",
        "{'Source':'s','Detail':'{}'} | InvalidArgument | DetailType is a required argument",
        "{'Source':'s','DetailType':'T'} | InvalidArgument | Detail is a required argument",
        "{'Source':'s','DetailType':'T','Detail':'{'} | MalformedDetail | Detail is malformed",
        "{'Source':'s','DetailType':'T','Detail':'[]'} | MalformedDetail | Detail is malformed",
        "{'Source':'s','DetailType':'T','Detail':'{} x'} | MalformedDetail | Detail is malformed",
        "{'Source':'aws.s3','DetailType':'T','Detail':'{}'} | NotAuthorizedForSourceException"
            + " | Not authorized for the source",
        "{'Source':'s','DetailType':'T','Detail':'{}','EventBusName':'none'}"
            + " | ResourceNotFoundException | Event bus none does not exist",
        "{'Source':'s','DetailType':'T','Detail':'{}','Time':'noon'} | InvalidArgument | 'noon'",
      })
  void badEntryFailsAloneWithItsReason(String entry, String code, String message) {
    events.rule("{'source':['good']}", "");
    JsonNode answer =
        events.call(
            "PutEvents",
            "{'Entries':[" + entry + ",{'Source':'good','DetailType':'T','Detail':'{}'}]}");

    assertThat(answer.path("FailedEntryCount").asInt()).isEqualTo(1);
    assertThat(answer.at("/Entries/0/ErrorCode").asText()).isEqualTo(code);
    assertThat(answer.at("/Entries/0/ErrorMessage").asText()).contains(message);
    assertThat(answer.at("/Entries/1/EventId").asText()).isNotEmpty();
    assertThat(events.queue).hasSize(1);
  }

  @Test
  void moreThanTenEntriesAreRefused() {
    String entry = "{'Source':'s','DetailType':'T','Detail':'{}'}";
    assertThatThrownBy(() ->
            events.call("PutEvents", "{'Entries':[" + (entry + ",").repeat(10) + entry + "]}"))
        .hasMessageContaining("Entries has 11 members; expected 1 to 10");
  }

  @Test
  void entriesOfMoreThan256KibibytesTogetherAreRefused() {
    String detail = "{'a':'" + "x".repeat(131_060) + "'}";
    String entry = "{'Source':'s','DetailType':'T','Detail':'" + detail.replace("'", "\\'") + "'}";
    String body = "{'Entries':[" + entry + "," + entry + "]}";
    assertThat(events.call("PutEvents", body).path("FailedEntryCount").asInt()).isZero();

    String larger = body.replace("xxxx", "xxxxx");
    assertThatThrownBy(() -> events.call("PutEvents", larger))
        .isInstanceOf(AwsException.class)
        .hasMessageContaining("over the limit");
  }

  @Test
  void callerWithoutPermissionIsRefusedForTheWholeRequest() {
    events.rule("{'source':['my.app']}", "");
    events.denied.add("events:PutEvents");

    assertThatThrownBy(() -> events.put("my.app", "{}"))
        .isInstanceOf(AwsException.class)
        .hasMessageContaining("may not events:PutEvents");
    assertThat(events.queue).isEmpty();
    assertThat(events.asked)
        .contains("events:PutEvents arn:aws:events:eu-west-1:111122223333:event-bus/default");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'a':'x'} | must be an object or an array",
        "{'a':[{'prefx':'x'}]} | Unrecognized match type prefx",
        "{'a':['x'],'a':['y']} | a",
        "{} | Empty objects are not allowed",
        "[1] | Filter is not an object",
      })
  void badPatternIsRefusedWithItsReason(String pattern, String reason) {
    assertThatThrownBy(() -> events.rule(pattern, ""))
        .isInstanceOfSatisfying(
            AwsException.class, e -> assertThat(e.code()).isEqualTo("InvalidEventPatternException"))
        .hasMessageContaining("Event pattern is not valid. Reason: ")
        .hasMessageContaining(reason);
  }

  @Test
  void serviceEventsGoToTheDefaultBusWithTheirReservedSource() {
    events.rule("{'source':['aws.codeartifact']}", "");
    events.service.publish(
        json("{'version':'0','id':'1','source':'aws.codeartifact','detail':{'a':null}}"));

    assertThat(events.queue).hasSize(1);
  }

  @Test
  void eventGoesOverOneOtherBusButNotToAThird() {
    for (String name : new String[] {"a", "b"}) {
      events.call("CreateEventBus", "{'Name':'" + name + "'}");
    }
    forward("default", "a");
    forward("a", "b");
    queueOn("a");
    queueOn("b");

    events.put("my.app", "{}");

    assertThat(events.queue).hasSize(1);
    assertThat(json(events.queue.getFirst().payload()).path("source").asText()).isEqualTo("my.app");
  }

  @Test
  void targetBusIsAskedForPermissionOfTheTargetsRole() {
    events.call("CreateEventBus", "{'Name':'a'}");
    forward("default", "a");
    events.put("my.app", "{}");

    assertThat(events.asked)
        .contains("events:PutEvents arn:aws:events:eu-west-1:111122223333:event-bus/a");
  }

  @Test
  void entryDeliveredToABusBecomesAnEvent() {
    events.call("CreateEventBus", "{'Name':'a'}");
    queueOn("a");
    Caller pipe = new Caller.RoleSession("arn:aws:iam::111122223333:role/pipe", "pipe", "");
    String entry =
        "{'Source':'my.app','DetailType':'T','Detail':'{\\'n\\':1}','Resources':['arn:x'],"
            + "'Time':'2026-02-03T04:05:06Z'}";

    events.destinations.deliver(
        "arn:aws:events:eu-west-1:111122223333:event-bus/a",
        new Delivery(pipe, json(entry).toString(), Map.of()));

    JsonNode event = json(events.queue.getFirst().payload());
    assertThat(event.at("/detail/n").asInt()).isEqualTo(1);
    assertThat(event.at("/resources/0").asText()).isEqualTo("arn:x");
    assertThat(event.path("time").asText()).isEqualTo("2026-02-03T04:05:06Z");
    assertThat(events.asked)
        .contains("events:PutEvents arn:aws:events:eu-west-1:111122223333:event-bus/a");
  }

  @Test
  void scheduledRuleFiresItsEventInUtc() {
    events.call("PutRule", "{'Name':'rule','ScheduleExpression':'cron(0 9 * * ? *)'}");
    events.call(
        "PutTargets", "{'Rule':'rule','Targets':[{'Id':'t','Arn':'" + EventsFixture.QUEUE + "'}]}");
    events.clock.advance(Duration.ofDays(2));

    assertThat(events.queue).hasSize(2);
    JsonNode event = json(events.queue.getLast().payload());
    assertThat(event.path("detail-type").asText()).isEqualTo("Scheduled Event");
    assertThat(event.path("source").asText()).isEqualTo("aws.events");
    assertThat(event.path("time").asText()).isEqualTo("2026-01-02T09:00:00Z");
    assertThat(event.at("/resources/0").asText()).isEqualTo(RULE);

    events.call("DisableRule", "{'Name':'rule'}");
    events.clock.advance(Duration.ofDays(2));
    assertThat(events.queue).hasSize(2);
  }

  @Test
  void busAndRuleOfATemplateAreMade() {
    events.service.provision(
        new Resource("Bus", "AWS::Events::EventBus", "app", "arn:bus", json("{'Name':'app'}")));
    events.service.provision(
        new Resource(
            "Rule",
            "AWS::Events::Rule",
            "app|stack-Rule",
            "arn:aws:events:eu-west-1:111122223333:rule/app/stack-Rule",
            json(
                "{'EventBusName':'app','State':'ENABLED','EventPattern':{'source':['my.app']},"
                    + "'Targets':[{'Id':'t','Arn':'"
                    + EventsFixture.QUEUE
                    + "'}]}")));
    events.call(
        "PutEvents",
        "{'Entries':[{'EventBusName':'app','Source':'my.app','DetailType':'T','Detail':'{}'}]}");

    assertThat(events.queue).hasSize(1);
    assertThat(events.call("ListRules", "{'EventBusName':'app'}").at("/Rules/0/Name").asText())
        .isEqualTo("stack-Rule");
  }

  @Test
  void rulesTargetsAndBusesCanBeListedAndRemoved() {
    events.rule("{'source':['my.app']}", "");
    assertThat(events.call("ListTargetsByRule", "{'Rule':'rule'}").at("/Targets/0/Id").asText())
        .isEqualTo("t");
    assertThat(events.call("DescribeRule", "{'Name':'rule'}").path("Arn").asText()).isEqualTo(RULE);
    assertThatThrownBy(() -> events.call("DeleteRule", "{'Name':'rule'}"))
        .hasMessage("Rule can't be deleted since it has targets.");

    assertThat(
            events
                .call("RemoveTargets", "{'Rule':'rule','Ids':['t','u']}")
                .path("FailedEntryCount")
                .asInt())
        .isEqualTo(1);
    events.call("DeleteRule", "{'Name':'rule'}");
    assertThat(events.call("ListRules", "{}").path("Rules")).isEmpty();
    assertThatThrownBy(() -> events.call("DescribeRule", "{'Name':'rule'}"))
        .hasMessage("Rule rule does not exist on EventBus default.");
    events.call("CreateEventBus", "{'Name':'a'}");
    assertThatThrownBy(() -> events.call("CreateEventBus", "{'Name':'a'}"))
        .hasMessageContaining("already exists");
    assertThat(events.call("ListEventBuses", "{}").path("EventBuses")).hasSize(2);
    events.call("DeleteEventBus", "{'Name':'a'}");
    assertThatThrownBy(() -> events.call("DescribeEventBus", "{'Name':'a'}"))
        .hasMessage("Event bus a does not exist.");
  }

  @Test
  void patternIsTestedAgainstAnEvent() {
    String event =
        "{'id':'1','account':'1','source':'s','time':'t','region':'r','resources':[],"
            + "'detail-type':'d'}";
    String body =
        json("{}")
            .put("EventPattern", "{\"source\":[\"s\"]}")
            .put("Event", event.replace('\'', '"'))
            .toString();

    assertThat(events.call("TestEventPattern", body).path("Result").asBoolean()).isTrue();
  }

  @Test
  void unknownOperationIsNamed() {
    assertThatThrownBy(() -> events.call("CreateArchive", "{}"))
        .isInstanceOfSatisfying(AwsException.class, e -> assertThat(e.status()).isEqualTo(501))
        .hasMessage("events: the sandbox has no CreateArchive");
  }

  @Test
  void unsupportedTargetMemberIsNamed() {
    assertThatThrownBy(() -> events.rule("{'source':['s']}", ",'EcsParameters':{}"))
        .hasMessageContaining("a target's EcsParameters is not supported by the sandbox");
  }

  private void forward(String from, String to) {
    ruleOn(
        from,
        "to-" + to,
        "arn:aws:events:eu-west-1:111122223333:event-bus/" + to,
        ",'RoleArn':'arn:aws:iam::111122223333:role/bus'");
  }

  private void queueOn(String bus) {
    ruleOn(bus, "to-queue", EventsFixture.QUEUE, "");
  }

  private void ruleOn(String bus, String name, String targetArn, String members) {
    events.call(
        "PutRule",
        json("{'EventBusName':'" + bus + "','Name':'" + name + "'}")
            .put("EventPattern", "{\"source\":[\"my.app\"]}")
            .toString());
    events.call(
        "PutTargets",
        "{'EventBusName':'"
            + bus
            + "','Rule':'"
            + name
            + "','Targets':[{'Id':'t','Arn':'"
            + targetArn
            + "'"
            + members
            + "}]}");
  }
}
