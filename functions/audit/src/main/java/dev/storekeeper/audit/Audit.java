package dev.storekeeper.audit;

import dev.storekeeper.codeartifact.MalformedEventException;
import dev.storekeeper.codeartifact.Observation;
import dev.storekeeper.codeartifact.Operation;
import dev.storekeeper.codeartifact.PackageVersionEvent;
import dev.storekeeper.codeartifact.VersionObserver;
import dev.storekeeper.lambda.Invocation;
import dev.storekeeper.lambda.MessageOutcome;
import dev.storekeeper.lambda.MessageOutcome.Done;
import dev.storekeeper.lambda.MessageOutcome.Reject;
import dev.storekeeper.lambda.QueueMessage;
import dev.storekeeper.ledger.Appended;
import dev.storekeeper.ledger.Ledger;
import dev.storekeeper.ledger.LedgerRecord;
import dev.storekeeper.ledger.PackageStreams;
import dev.storekeeper.ledger.PackageVersionRecords;
import dev.storekeeper.ledger.RecordTooLargeException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** Records package-version events, each of them once. Thread-safe. */
public final class Audit {
  private final Ledger ledger;
  private final VersionObserver observer;
  private final Clock clock;

  /** An audit that records in a ledger what happened and what an observer then saw. */
  public Audit(Ledger ledger, VersionObserver observer, Clock clock) {
    this.ledger = ledger;
    this.observer = observer;
    this.clock = clock;
  }

  /**
   * Records the event in a message.
   *
   * @throws dev.storekeeper.ledger.LedgerUnavailableException if the ledger does not answer; the
   *     message is then worth another try
   */
  public MessageOutcome record(QueueMessage message, Invocation invocation) {
    // 1. Read the event; what is none can never be recorded.
    PackageVersionEvent event;
    try {
      event = PackageVersionEvent.parse(message.body());
    } catch (MalformedEventException e) {
      return new Reject(e.getMessage());
    }

    // 2. Stop here if it is recorded already, before anything is asked of CodeArtifact.
    String stream = PackageStreams.stream(event.packageVersion().coordinates());
    String position = PackageStreams.position(event);
    if (ledger.find(stream, position).isPresent()) {
      return duplicate(stream, position, invocation);
    }

    // 3. Observe what the event is about.
    Observation observation = observe(event);

    // 4. Notice when a later event of the package came first.
    boolean late =
        ledger
            .latestPosition(stream)
            .map(latest -> PackageStreams.isAfter(latest, position))
            .orElse(false);

    // 5. Append the record, once.
    LedgerRecord record = PackageVersionRecords.of(event, observation, late, clock.instant());
    try {
      if (ledger.append(record) == Appended.DUPLICATE) {
        return duplicate(stream, position, invocation);
      }
    } catch (RecordTooLargeException e) {
      return new Reject(e.getMessage());
    }

    // 6. Say what was done.
    report(record, observation, late, invocation);
    return new Done();
  }

  /** A deleted version cannot be described any more. */
  private Observation observe(PackageVersionEvent event) {
    return event.operation() == Operation.DELETED
        ? Observation.skipped(clock.instant())
        : observer.observe(event.packageVersion());
  }

  private static MessageOutcome duplicate(String stream, String position, Invocation invocation) {
    invocation.metrics().count("Duplicates", 1);
    invocation
        .log()
        .info("event is recorded already", Map.of("stream", stream, "position", position));
    return new Done();
  }

  private static void report(
      LedgerRecord record, Observation observation, boolean late, Invocation invocation) {
    invocation.metrics().count("Records", 1);
    invocation.metrics().count("Late", late ? 1 : 0);
    invocation
        .metrics()
        .milliseconds(
            "LagMilliseconds", Duration.between(record.time(), record.recordedAt()).toMillis());
    invocation.metrics().count("ObservationFailures", observation.problem().isPresent() ? 1 : 0);
    Map<String, String> fields =
        Map.of(
            "recordId", record.id(),
            "type", record.type(),
            "stream", record.stream(),
            "position", record.position());
    invocation.log().info("event is recorded", fields);
    observation
        .problem()
        .ifPresent(problem ->
            invocation
                .log()
                .warn(
                    "package version was not fully observed",
                    Map.of("recordId", record.id(), "problem", problem)));
  }
}
