package dev.storekeeper.sandbox.runtime.pipes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.storekeeper.sandbox.runtime.iam.Authorizer;
import dev.storekeeper.sandbox.runtime.iam.Caller;
import dev.storekeeper.sandbox.runtime.lambda.Functions;
import dev.storekeeper.sandbox.runtime.lambda.source.Failure;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A function, as a pipe's target or its enrichment: called with a JSON array of events. */
final class FunctionTarget implements PipeTarget {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String arn;
  private final String trigger;
  private final boolean wait;
  private final Caller caller;
  private final Authorizer authorizer;
  private final Functions functions;

  /**
   * A function.
   *
   * @param wait whether the pipe waits for the function's end, and fails with it
   */
  FunctionTarget(
      String arn,
      String trigger,
      boolean wait,
      Caller caller,
      Authorizer authorizer,
      Functions functions) {
    this.arn = arn;
    this.trigger = trigger;
    this.wait = wait;
    this.caller = caller;
    this.authorizer = authorizer;
    this.functions = functions;
  }

  @Override
  public boolean oneByOne() {
    return false;
  }

  @Override
  public void send(List<JsonNode> events) throws TargetFailure {
    if (wait) {
      var _ = call(events);
      return;
    }
    authorizer.require(caller, "lambda:InvokeFunction", arn);
    functions.invokeAsync(arn, trigger, payload(events));
  }

  /** Calls the function and returns its answer. */
  byte[] call(List<? extends JsonNode> events) throws TargetFailure {
    authorizer.require(caller, "lambda:InvokeFunction", arn);
    Functions.Outcome outcome = functions.invoke(arn, trigger, payload(events));
    if (!outcome.succeeded()) {
      throw new TargetFailure(
          new Failure(
              outcome.requestId(),
              200,
              outcome.error(),
              new String(outcome.payload(), StandardCharsets.UTF_8)));
    }
    return outcome.payload();
  }

  private static byte[] payload(List<? extends JsonNode> events) {
    ArrayNode array = JSON.createArrayNode();
    array.addAll(events);
    return array.toString().getBytes(StandardCharsets.UTF_8);
  }
}
