package dev.storekeeper.usagetracking;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.lambda.Invocation;
import dev.storekeeper.lambda.MessageOutcome;
import dev.storekeeper.lambda.MessageOutcome.Done;
import dev.storekeeper.lambda.MessageOutcome.Reject;
import dev.storekeeper.lambda.QueueMessage;
import dev.storekeeper.usagetracking.trail.MalformedTrailException;
import dev.storekeeper.usagetracking.trail.SignalRecorder;
import java.io.IOException;

/** Takes the messages of the usage queue. Thread-safe. */
final class UsageTracking {
  private static final int MAX_SHOWN = 120;

  private final Parts parts;

  UsageTracking(Parts parts) {
    this.parts = parts;
  }

  /**
   * Takes one message.
   *
   * @throws IOException if the trail's bucket does not answer; the message is worth another try
   */
  MessageOutcome take(QueueMessage message, Invocation invocation) throws IOException {
    try {
      EventEnvelope event = EventEnvelope.parse(message.body());
      return switch (event.kind()) {
        case "aws.s3:Object Created" -> parts.trailObjects().created(event.detail(), invocation);
        case "aws.codeartifact:AWS API Call via CloudTrail" -> called(event.detail(), invocation);
        case "storekeeper.ledger:Ledger Record" -> parts.ledgerEvents().recorded(event);
        default ->
            new Reject("event: found " + shown(event.kind()) + ", which nobody here waits for");
      };
    } catch (MalformedTrailException e) {
      return new Reject(String.valueOf(e.getMessage()));
    }
  }

  /** The fast path: minutes earlier than the log file, but best effort, so it proves nothing. */
  private MessageOutcome called(JsonNode record, Invocation invocation)
      throws MalformedTrailException {
    SignalRecorder signals = new SignalRecorder(parts.recorder(), invocation.metrics());
    signals.add(parts.signals().of(record));
    signals.flush();
    return new Done();
  }

  private static String shown(String kind) {
    return kind.length() <= MAX_SHOWN ? kind : kind.substring(0, MAX_SHOWN) + "...";
  }
}
