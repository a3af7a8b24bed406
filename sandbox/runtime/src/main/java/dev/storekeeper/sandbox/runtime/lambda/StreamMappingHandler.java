package dev.storekeeper.sandbox.runtime.lambda;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.runtime.iam.Caller;
import dev.storekeeper.sandbox.runtime.lambda.host.Execution;
import dev.storekeeper.sandbox.runtime.lambda.source.Discarded;
import dev.storekeeper.sandbox.runtime.lambda.source.Failure;
import dev.storekeeper.sandbox.runtime.lambda.source.FailureDelivery;
import dev.storekeeper.sandbox.runtime.lambda.source.PartialResponse;
import dev.storekeeper.sandbox.runtime.lambda.source.StreamHandler;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** Calls a function with the records of a stream. */
final class StreamMappingHandler implements StreamHandler {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final LambdaFunctions functions;
  private final EventSourceMapping mapping;
  private final FailureDelivery delivery;
  private final Clock clock;
  private final Consumer<String> problems;

  StreamMappingHandler(
      LambdaFunctions functions,
      EventSourceMapping mapping,
      FailureDelivery delivery,
      Clock clock,
      Consumer<String> problems) {
    this.functions = functions;
    this.mapping = mapping;
    this.delivery = delivery;
    this.clock = clock;
    this.problems = problems;
  }

  @Override
  public Result handle(List<ObjectNode> records) {
    ObjectNode event = JSON.createObjectNode();
    event.putArray("Records").addAll(records);
    String requestId = UUID.randomUUID().toString();
    Execution execution =
        functions.run(
            mapping.target(),
            mapping.trigger(),
            requestId,
            event.toString().getBytes(StandardCharsets.UTF_8));
    if (!execution.succeeded()) {
      return new Result.FailedFrom(
          0,
          new Failure(
              requestId,
              200,
              "Unhandled",
              new String(execution.payload(), StandardCharsets.UTF_8)));
    }
    if (!mapping.partial()) {
      return new Result.Done();
    }
    List<String> numbers =
        records.stream().map(record -> record.at("/dynamodb/SequenceNumber").asText()).toList();
    Optional<Set<String>> failed = PartialResponse.failed(execution.payload(), numbers);
    if (failed.isPresent() && failed.get().isEmpty()) {
      return new Result.Done();
    }
    // The lowest sequence number that is reported is the checkpoint.
    int first =
        failed.map(ids -> ids.stream().mapToInt(numbers::indexOf).min().orElse(0)).orElse(0);
    return new Result.FailedFrom(
        first, new Failure(requestId, 200, "", "the function reported failed items"));
  }

  @Override
  public void discard(Discarded discarded) throws InterruptedException {
    ObjectNode record = JSON.createObjectNode();
    Failure failure = discarded.failure().orElse(new Failure("", 0, "", ""));
    record
        .putObject("requestContext")
        .put("requestId", failure.requestId())
        .put("functionArn", mapping.target().arn())
        .put("condition", discarded.condition())
        .put("approximateInvokeCount", discarded.attempts());
    if (discarded.failure().isPresent()) {
      ObjectNode response = record.putObject("responseContext");
      response
          .put("statusCode", failure.status())
          .put("executedVersion", mapping.target().version());
      if (!failure.functionError().isEmpty()) {
        response.put("functionError", failure.functionError());
      }
    }
    record.put("version", "1.0");
    record.put("timestamp", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
    record.set("DDBStreamBatchInfo", discarded.batchInfo(mapping.sourceArn()));
    if (mapping.onFailure().isEmpty()) {
      problems.accept("records are discarded: " + record);
      return;
    }
    Caller role =
        new Caller.RoleSession(
            mapping.target().function().role(), mapping.target().function().name(), "");
    delivery.deliver(mapping.onFailure().get(), role, record.toString(), Map.of(), problems);
  }
}
