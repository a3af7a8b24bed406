package dev.storekeeper.sandbox.runtime.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.iam.Caller;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The operations of a service that speaks AWS JSON 1.0 or 1.1, by name. */
public final class JsonOperations {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String service;
  private final Map<String, Operation> operations = new LinkedHashMap<>();

  /** No operation yet of a service, named as in messages, for example {@code sqs}. */
  public JsonOperations(String service) {
    this.service = service;
  }

  /** One operation. */
  @FunctionalInterface
  public interface Operation {
    /**
     * Answers a call.
     *
     * @throws AwsException to refuse it
     */
    JsonNode call(Caller caller, ObjectNode input);
  }

  /** Adds an operation. */
  public JsonOperations with(String name, Operation operation) {
    operations.put(name, operation);
    return this;
  }

  /**
   * Runs the operation that a request names.
   *
   * @throws AwsException {@code 501 NotImplemented} if it is unknown, {@code 400
   *     SerializationException} if the body is no JSON object, or the operation's own refusal
   */
  public AwsResponse handle(AwsRequest request) {
    String name = request.target().orElse("");
    Operation operation = operations.get(name);
    if (operation == null) {
      throw new AwsException(
          501,
          "NotImplemented",
          "the sandbox's %s does not know the operation '%s', only %s in the AWS JSON protocol"
              .formatted(service, name, operations.keySet()));
    }
    return AwsResponse.json(operation.call(request.caller(), input(request.body())));
  }

  private static ObjectNode input(byte[] body) {
    try {
      JsonNode json = body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
      if (json instanceof ObjectNode object) {
        return object;
      }
      throw new AwsException(400, "SerializationException", "the body is not a JSON object");
    } catch (JsonProcessingException e) {
      throw new AwsException(
          400, "SerializationException", "the body is not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new AwsException(400, "SerializationException", "the body is not JSON");
    }
  }
}
