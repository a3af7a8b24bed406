package dev.storekeeper.sandbox.runtime.scheduler;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.runtime.Account;
import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.events.Shipment;
import dev.storekeeper.sandbox.runtime.iam.Caller;
import dev.storekeeper.sandbox.runtime.messaging.Delivery;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What a schedule sends when it fires. */
record Invocation(Account account, Schedule schedule, Instant time, RandomGenerator random) {
  Shipment shipment() {
    Caller role =
        new Caller.RoleSession(
            schedule.target().roleArn(), "EventBridgeScheduler-" + schedule.name(), "");
    Optional<Shipment.DeadLetter> deadLetter =
        schedule
            .target()
            .deadLetterArn()
            .map(queueArn ->
                new Shipment.DeadLetter(
                    queueArn,
                    new Delivery(role, input(1), Map.of()),
                    Map.of("SCHEDULE_ARN", schedule.arn(), "EXECUTION_TIME", timeText()),
                    Invocation::errorCode));
    return new Shipment(
        schedule.target().arn(),
        attempt -> new Delivery(role, schedule.target().payload(input(attempt)), Map.of()),
        schedule.target().retryPolicy(),
        deadLetter);
  }

  /**
   * The input with its keywords filled in ("Adding context attributes in EventBridge Scheduler").
   */
  private String input(int attempt) {
    return schedule
        .target()
        .input()
        .map(text ->
            text.replace("<aws.scheduler.schedule-arn>", schedule.arn())
                .replace("<aws.scheduler.scheduled-time>", timeText())
                .replace("<aws.scheduler.execution-id>", id())
                .replace("<aws.scheduler.attempt-number>", Integer.toString(attempt)))
        .orElseGet(this::notification);
  }

  private String notification() {
    ObjectNode event =
        JsonNodeFactory.instance
            .objectNode()
            .put("version", "0")
            .put("id", id())
            .put("detail-type", "Scheduled Event")
            .put("source", "aws.scheduler")
            .put("account", account.id())
            .put("time", timeText())
            .put("region", account.region());
    event.putArray("resources").add(schedule.arn());
    return event.put("detail", "{}").toString();
  }

  private String timeText() {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private String id() {
    return HexFormat.of().toHexDigits(random.nextLong());
  }

  private static String errorCode(RuntimeException failure) {
    return failure instanceof AwsException refusal
        ? refusal.code()
        : failure.getClass().getSimpleName();
  }
}
