package dev.storekeeper.sandbox.runtime.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.iam.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeliveryRetryTest {
  private static final String RULE = "arn:aws:events:eu-west-1:111122223333:rule/rule";
  private static final String WITH_DEAD_LETTERS =
      ",'DeadLetterConfig':{'Arn':'" + EventsFixture.DEAD + "'}";

  private final EventsFixture events = new EventsFixture();
  private final List<Instant> attempts = new ArrayList<>();

  @AfterEach
  void close() {
    events.close();
  }

  private void failing(int times, RuntimeException failure) {
    events.destinations.register(
        EventsFixture.QUEUE,
        delivery -> {
          attempts.add(events.clock.instant());
          if (attempts.size() <= times) {
            throw failure;
          }
          events.queue.add(delivery);
        });
  }

  @Test
  void throttledDeliveryIsTriedAgainWithGrowingWaits() {
    failing(5, new AwsException(429, "ThrottlingException", "slow down"));
    events.rule("{'source':['my.app']}", "");
    events.put("my.app", "{}");
    assertThat(attempts).hasSize(1);

    events.clock.advance(Duration.ofHours(1));

    assertThat(events.queue).hasSize(1);
    assertThat(attempts).hasSize(6);
    for (int n = 1; n <= 5; n++) {
      Duration wait = Duration.between(attempts.get(n - 1), attempts.get(n));
      assertThat(wait)
          .isBetween(Duration.ofMillis(500L << (n - 1)), Duration.ofMillis(1000L << (n - 1)));
    }
  }

  @Test
  void unknownFailureIsTriedAgain() {
    failing(1, new IllegalStateException("odd"));
    events.rule("{'source':['my.app']}", "");
    events.put("my.app", "{}");
    events.clock.advance(Duration.ofMinutes(1));

    assertThat(events.queue).hasSize(1);
  }

  @Test
  void refusedDeliveryGoesToTheDeadLetterQueueAtOnce() {
    failing(99, new AwsException(400, "AccessDenied", "no sqs:SendMessage"));
    events.rule("{'source':['my.app']}", WITH_DEAD_LETTERS);
    events.put("my.app", "{'a':1}");

    assertThat(attempts).hasSize(1);
    assertThat(events.dead.getFirst().payload()).contains("\"detail\":{\"a\":1}");
    assertThat(events.dead.getFirst().caller())
        .isEqualTo(new Caller.Service("events.amazonaws.com", RULE));
    assertThat(events.dead.getFirst().attributes())
        .containsOnly(
            entry("RULE_ARN", RULE),
            entry("TARGET_ARN", EventsFixture.QUEUE),
            entry("ERROR_CODE", "NO_PERMISSIONS"),
            entry("ERROR_MESSAGE", "no sqs:SendMessage"),
            entry("RETRY_ATTEMPTS", "0"));
  }

  @Test
  void deliveryEndsAfterItsAttempts() {
    failing(99, new AwsException(503, "ServiceUnavailable", "away"));
    events.rule(
        "{'source':['my.app']}", ",'RetryPolicy':{'MaximumRetryAttempts':3}" + WITH_DEAD_LETTERS);
    events.put("my.app", "{}");
    events.clock.advance(Duration.ofHours(1));

    assertThat(attempts).hasSize(4);
    assertThat(events.dead.getFirst().attributes())
        .containsEntry("RETRY_ATTEMPTS", "3")
        .containsEntry("ERROR_CODE", "ERROR_FROM_TARGET")
        .containsEntry("EXHAUSTED_RETRY_CONDITION", "MaximumRetryAttempts");
  }

  @Test
  void deliveryEndsAtItsAge() {
    failing(999, new AwsException(503, "ServiceUnavailable", "away"));
    events.rule(
        "{'source':['my.app']}",
        ",'RetryPolicy':{'MaximumEventAgeInSeconds':600}" + WITH_DEAD_LETTERS);
    events.put("my.app", "{}");
    events.clock.advance(Duration.ofDays(1));

    assertThat(attempts.getLast()).isBefore(EventsFixture.START.plusSeconds(601));
    assertThat(events.dead.getFirst().attributes())
        .containsEntry("EXHAUSTED_RETRY_CONDITION", "MaximumEventAgeInSeconds");
  }

  @Test
  void deliveryIsTriedForADayWhereNothingIsSaid() {
    failing(999, new AwsException(503, "ServiceUnavailable", "away"));
    events.rule("{'source':['my.app']}", WITH_DEAD_LETTERS);
    events.put("my.app", "{}");
    events.clock.advance(Duration.ofHours(23));
    assertThat(events.dead).isEmpty();

    events.clock.advance(Duration.ofHours(2));
    assertThat(events.dead).hasSize(1);
  }

  @Test
  void targetThatDoesNotExistIsADeadLetter() {
    events.rule("{'source':['my.app']}", "");
    events.call(
        "PutTargets",
        "{'Rule':'rule','Targets':[{'Id':'t','Arn':'arn:aws:sqs:::gone'"
            + WITH_DEAD_LETTERS
            + "}]}");
    events.put("my.app", "{}");

    assertThat(events.dead.getFirst().attributes()).containsEntry("ERROR_CODE", "NO_RESOURCE");
  }

  @Test
  void oneTargetsFailureDoesNotKeepTheEventFromAnother() {
    failing(99, new AwsException(400, "Refused", "no"));
    events.rule("{'source':['my.app']}", "");
    events.call(
        "PutTargets", "{'Rule':'rule','Targets':[{'Id':'u','Arn':'" + EventsFixture.DEAD + "'}]}");
    events.put("my.app", "{}");

    assertThat(events.dead).hasSize(1);
  }

  private static java.util.Map.Entry<String, String> entry(String name, String value) {
    return java.util.Map.entry(name, value);
  }
}
