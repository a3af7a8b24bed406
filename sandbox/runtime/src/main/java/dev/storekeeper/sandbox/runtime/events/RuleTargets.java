package dev.storekeeper.sandbox.runtime.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.iam.Caller;
import dev.storekeeper.sandbox.runtime.messaging.Delivery;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Makes of an event and a target what is sent. */
final class RuleTargets {
  private RuleTargets() {}

  static Shipment shipment(ObjectNode event, Rule rule, Target target, Instant ingestion) {
    Caller service = new Caller.Service("events.amazonaws.com", rule.arn());
    Delivery delivery =
        new Delivery(caller(rule, target), target.payload(event, rule, ingestion), Map.of());
    Optional<Shipment.DeadLetter> deadLetter =
        target
            .deadLetterArn()
            .map(queueArn ->
                new Shipment.DeadLetter(
                    queueArn,
                    new Delivery(service, event.toString(), Map.of()),
                    Map.of("RULE_ARN", rule.arn()),
                    RuleTargets::errorCode));
    return new Shipment(target.arn(), attempt -> delivery, target.retryPolicy(), deadLetter);
  }

  /** Whom a delivery is made as: the target's role if it has one, else EventBridge for the rule. */
  static Caller caller(Rule rule, Target target) {
    return target
        .roleArn()
        .<Caller>map(role -> new Caller.RoleSession(role, "EventBridge-" + rule.name(), ""))
        .orElseGet(() -> new Caller.Service("events.amazonaws.com", rule.arn()));
  }

  /** The codes of "Using dead-letter queues to process undelivered events in EventBridge". */
  static String errorCode(RuntimeException failure) {
    if (!(failure instanceof AwsException refusal)) {
      return "UNKNOWN";
    }
    return switch (refusal.status()) {
      case 403 -> "NO_PERMISSIONS";
      case 404 -> "NO_RESOURCE";
      case 429 -> "THROTTLING";
      default -> {
        if (refusal.code().startsWith("AccessDenied")) {
          yield "NO_PERMISSIONS";
        }
        if (refusal.code().contains("NonExistent") || refusal.code().contains("NotFound")) {
          yield "NO_RESOURCE";
        }
        yield refusal.retryable() ? "ERROR_FROM_TARGET" : "INVALID_PARAMETER";
      }
    };
  }
}
