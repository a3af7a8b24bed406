package dev.storekeeper.sandbox.runtime.pipes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.iam.Caller;
import dev.storekeeper.sandbox.runtime.lambda.source.Discarded;
import dev.storekeeper.sandbox.runtime.lambda.source.Failure;
import dev.storekeeper.sandbox.runtime.lambda.source.FailureDelivery;
import dev.storekeeper.sandbox.runtime.lambda.source.StreamHandler;
import dev.storekeeper.sandbox.runtime.messaging.Queue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What a pipe does with a batch of its source: enrich it, then send it on. Whatever fails, fails
 * the batch from its first record that is not sent; with an enrichment, whose events need not match
 * the records, from its start.
 */
final class Pipe implements StreamHandler {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String arn;
  private final String sourceArn;
  private final Caller caller;
  private final Optional<FunctionTarget> enrichment;
  private final PipeTarget target;
  private final Optional<String> deadLetterArn;
  private final FailureDelivery delivery;
  private final Clock clock;
  private final Consumer<String> problems;

  Pipe(
      String arn,
      String sourceArn,
      Caller caller,
      Optional<FunctionTarget> enrichment,
      PipeTarget target,
      Optional<String> deadLetterArn,
      FailureDelivery delivery,
      Clock clock,
      Consumer<String> problems) {
    this.arn = arn;
    this.sourceArn = sourceArn;
    this.caller = caller;
    this.enrichment = enrichment;
    this.target = target;
    this.deadLetterArn = deadLetterArn;
    this.delivery = delivery;
    this.clock = clock;
    this.problems = problems;
  }

  @Override
  public Result handle(List<ObjectNode> records) {
    Sent sent = send(records);
    if (sent.failure().isEmpty()) {
      return new Result.Done();
    }
    return sent.refusal().isPresent()
        ? new Result.RefusedFrom(sent.records(), sent.refusal().get())
        : new Result.FailedFrom(sent.records(), sent.failure().get());
  }

  /** Handles a batch of a queue, as a {@code QueueHandler} does. */
  Set<String> handleMessages(List<Queue.Message> messages) {
    Sent sent = send(messages.stream().map(Queue.Message::record).toList());
    if (sent.failure().isEmpty()) {
      return Set.of();
    }
    problems.accept("a batch failed: " + sent.failure().get().message());
    return messages.subList(sent.records(), messages.size()).stream()
        .map(Queue.Message::id)
        .collect(Collectors.toSet());
  }

  @Override
  public void discard(Discarded discarded) throws InterruptedException {
    ObjectNode record = JSON.createObjectNode();
    record
        .putObject("context")
        .put("partnerResourceArn", arn)
        .put("condition", discarded.condition());
    record.put("version", "1.0");
    record.put("timestamp", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
    record.set("DDBStreamBatchInfo", discarded.batchInfo(sourceArn));
    if (deadLetterArn.isEmpty()) {
      problems.accept("records are discarded: " + record);
      return;
    }
    delivery.deliver(deadLetterArn.get(), caller, record.toString(), Map.of(), problems);
  }

  /** How many records of a batch are through, and what stopped the rest. */
  private record Sent(int records, Optional<Failure> failure, Optional<AwsException> refusal) {
    static Sent failed(int records, Failure failure) {
      return new Sent(records, Optional.of(failure), Optional.empty());
    }
  }

  private Sent send(List<ObjectNode> records) {
    int done = 0;
    try {
      if (enrichment.isPresent()) {
        List<JsonNode> events = enriched(enrichment.get().call(records));
        if (!events.isEmpty()) {
          target.send(events);
        }
      } else if (target.oneByOne()) {
        for (ObjectNode record : records) {
          target.send(List.of(record));
          done++;
        }
      } else {
        target.send(List.copyOf(records));
      }
      return new Sent(records.size(), Optional.empty(), Optional.empty());
    } catch (TargetFailure e) {
      return Sent.failed(0, e.failure());
    } catch (AwsException e) {
      Failure failure = Failure.of(e);
      return e.retryable()
          ? new Sent(done, Optional.of(failure), Optional.of(e))
          : Sent.failed(done, failure);
    }
  }

  private static List<JsonNode> enriched(byte[] answer) throws TargetFailure {
    JsonNode parsed;
    try {
      parsed = JSON.readTree(answer);
    } catch (IOException e) {
      String text = new String(answer, StandardCharsets.UTF_8);
      throw new TargetFailure(new Failure("", 200, "", "the enrichment returned no JSON: " + text));
    }
    List<JsonNode> events = new ArrayList<>();
    if (parsed.isArray()) {
      parsed.forEach(events::add);
    } else if (!parsed.isNull() && !parsed.isMissingNode()) {
      events.add(parsed);
    }
    return events;
  }
}
