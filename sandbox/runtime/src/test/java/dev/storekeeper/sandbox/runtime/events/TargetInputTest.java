package dev.storekeeper.sandbox.runtime.events;

import static dev.storekeeper.sandbox.runtime.events.EventsFixture.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetInputTest {
  private static final Instant INGESTION = Instant.parse("2026-01-01T00:00:01Z");
  private static final ObjectNode EVENT =
      json(
          "{'id':'7bf7','source':'aws.ec2','resources':['arn:1','arn:2'],"
              + "'detail':{'instance-id':'i-01','state':'RUNNING','count':3,'on':true,'none':null,"
              + "'tags':[{'key':'a'},{'key':'b'}]}}");
  private static final Rule RULE =
      new Rule(
          "rule",
          "arn:rule",
          "default",
          Optional.of("{\"source\":[\"aws.ec2\"]}"),
          Optional.empty(),
          RuleState.ENABLED,
          "",
          "",
          List.of());

  @ParameterizedTest(name = "{0} gives {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"instance <id> is in <state>\" | \"instance i-01 is in RUNNING\"",
        "{\"instance\":<id>,\"state\":<state>} | {\"instance\":\"i-01\",\"state\":\"RUNNING\"}",
        "{\"instance\":\"<id>\"} | {\"instance\":\"i-01\"}",
        "{\"text\":\"instance \\\"<id>\\\" is <state>\"}"
            + " | {\"text\":\"instance \\\"i-01\\\" is RUNNING\"}",
        "{\"list\":[9,<state>,true]} | {\"list\":[9,\"RUNNING\",true]}",
        "{\"count\":<count>,\"on\":<on>,\"none\":<none>} | {\"count\":3,\"on\":true,\"none\":null}",
        "{\"tags\":<tags>} | {\"tags\":[{\"key\":\"a\"},{\"key\":\"b\"}]}",
        "{\"keys\":<keys>} | {\"keys\":[\"a\",\"b\"]}",
        "{\"text\":\"tags: <tags>\"} | {\"text\":\"tags: [{key:a},{key:b}]\"}",
        "{\"second\":<second>} | {\"second\":\"arn:2\"}",
        "{\"x\":<missing>,\"y\":\"-<missing>-\"} | {\"x\":\"\",\"y\":\"--\"}",
        "{\"rule\":<aws.events.rule-arn>,\"name\":\"<aws.events.rule-name>\"}"
            + " | {\"rule\":\"arn:rule\",\"name\":\"rule\"}",
        "{\"at\":<aws.events.event.ingestion-time>} | {\"at\":\"2026-01-01T00:00:01Z\"}",
        "{\"e\":<aws.events.event>} |"
            + " {\"e\":{\"id\":\"7bf7\",\"source\":\"aws.ec2\",\"resources\":[\"arn:1\",\"arn:2\"]}}",
        "\"line one <id>\"~\"line two\" | \"line one i-01\"~\"line two\"",
      })
  void templateIsFilledInAsInTheUserGuide(String template, String expected) {
    assertThat(payload(transformer(template)).replace('\n', '~')).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"<aws.events.event.json>"})
  void wholeEventIsAVariable(String variable) {
    assertThat(payload(transformer("{\"e\":" + variable + "}"))).isEqualTo("{\"e\":" + EVENT + "}");
  }

  @ParameterizedTest(name = "{0} gives {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "$.detail.state | \"RUNNING\"",
        "$.detail.instance-id | \"i-01\"",
        "$.detail.tags[1] | {\"key\":\"b\"}",
        "$.detail.tags[*].key | [\"a\",\"b\"]",
        "$.detail.nothing | null",
      })
  void inputPathSendsThePart(String path, String expected) {
    assertThat(payload(json("{'Id':'t','Arn':'arn:t'}").put("InputPath", path)))
        .isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'Id':'t','Arn':'arn:t','Input':'{'} | has an Input that is not JSON",
        "{'Id':'t','Arn':'arn:t','Input':'1','InputPath':'$.a'} | more than one of Input",
        "{'Id':'t','Arn':'arn:t','InputPath':'a.b'} | JSON path 'a.b' is not of the form",
        "{'Id':'t','Arn':'arn:t','InputPath':'$.a[?(@.b)]'} | is not of the form",
        "{'Id':'t','Arn':'arn:t','InputTransformer':{'InputTemplate':'plain text'}}"
            + " | InputTemplate is not JSON",
        "{'Id':'t','Arn':'arn:t','InputTransformer':{}} | InputTemplate has 0 characters",
        "{'Id':'t','Arn':'arn:t','InputTransformer':{'InputPathsMap':{'aws.x':'$.a'},"
            + "'InputTemplate':'1'}} | names with aws. are reserved",
        "{'Id':'t u','Arn':'arn:t'} | Id is 't u'",
        "{'Id':'t','Arn':'queue'} | Arn 'queue'; expected an ARN",
        "{'Id':'t','Arn':'arn:t','RetryPolicy':{'MaximumRetryAttempts':186}} | expected 0 to 185",
        "{'Id':'t','Arn':'arn:t','RetryPolicy':{'MaximumEventAgeInSeconds':59}}"
            + " | expected 60 to 86400",
      })
  void badTargetIsRefusedWithItsReason(String target, String reason) {
    assertThatThrownBy(() -> Target.from(json(target)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }

  private static ObjectNode transformer(String template) {
    ObjectNode target = json("{'Id':'t','Arn':'arn:t'}");
    ObjectNode transformer = target.putObject("InputTransformer");
    transformer
        .putObject("InputPathsMap")
        .put("id", "$.detail.instance-id")
        .put("state", "$.detail.state")
        .put("count", "$.detail.count")
        .put("on", "$.detail.on")
        .put("none", "$.detail.none")
        .put("tags", "$.detail.tags")
        .put("keys", "$.detail.tags[*].key")
        .put("second", "$.resources[1]")
        .put("missing", "$.detail.missing");
    transformer.put("InputTemplate", template.replace('~', '\n'));
    return target;
  }

  private static String payload(ObjectNode target) {
    return Target.from(target).payload(EVENT, RULE, INGESTION);
  }
}
