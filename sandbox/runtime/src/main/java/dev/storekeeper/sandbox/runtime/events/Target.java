package dev.storekeeper.sandbox.runtime.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Where a rule sends events, and as what.
 *
 * @param id its name within the rule
 * @param arn the target's ARN
 * @param roleArn the role that the delivery is made as, if any
 * @param input what is sent
 * @param retryPolicy how long to try
 * @param deadLetterArn a queue's ARN, if any
 * @param json the target as it was given
 */
record Target(
    String id,
    String arn,
    Optional<String> roleArn,
    Input input,
    RetryPolicy retryPolicy,
    Optional<String> deadLetterArn,
    ObjectNode json) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> MEMBERS =
      Set.of(
          "Id",
          "Arn",
          "RoleArn",
          "Input",
          "InputPath",
          "InputTransformer",
          "RetryPolicy",
          "DeadLetterConfig");

  /** What a target gets of an event. */
  sealed interface Input {
    /** The event as it is. */
    record Whole() implements Input {}

    /** Always the same JSON text. */
    record Constant(String text) implements Input {}

    /** The part that a path finds. */
    record Part(JsonPath path) implements Input {}

    /** A filled-in template. */
    record Transformed(InputTransformer transformer) implements Input {}
  }

  /**
   * Reads a target.
   *
   * @throws IllegalArgumentException if it is not valid or asks for what the sandbox does not do
   */
  static Target from(JsonNode node) {
    for (String member : (Iterable<String>) node::fieldNames) {
      if (!MEMBERS.contains(member)) {
        throw new IllegalArgumentException(
            "a target's " + member + " is not supported by the sandbox; supported: " + MEMBERS);
      }
    }
    String id = node.path("Id").asText();
    if (!id.matches("[.\\-_A-Za-z0-9]{1,64}")) {
      throw new IllegalArgumentException(
          "a target's Id is '" + id + "'; expected 1 to 64 of letters, digits and .-_");
    }
    String arn = node.path("Arn").asText();
    if (!arn.startsWith("arn:")) {
      throw new IllegalArgumentException(
          "target " + id + " has the Arn '" + arn + "'; expected an ARN");
    }
    return new Target(
        id,
        arn,
        text(node.path("RoleArn")),
        input(node, id),
        RetryPolicy.from(node.path("RetryPolicy")),
        text(node.path("DeadLetterConfig").path("Arn")),
        node.deepCopy());
  }

  /** What this target gets of an event. */
  String payload(ObjectNode event, Rule rule, Instant ingestion) {
    return switch (input) {
      case Input.Whole _ -> event.toString();
      case Input.Constant constant -> constant.text();
      case Input.Part part -> part.path().in(event).map(JsonNode::toString).orElse("null");
      case Input.Transformed transformed ->
          transformed.transformer().apply(event, rule.arn(), rule.name(), ingestion);
    };
  }

  private static Input input(JsonNode node, String id) {
    boolean constant = node.hasNonNull("Input");
    boolean path = node.hasNonNull("InputPath");
    boolean transformer = node.hasNonNull("InputTransformer");
    if ((constant ? 1 : 0) + (path ? 1 : 0) + (transformer ? 1 : 0) > 1) {
      throw new IllegalArgumentException(
          "target " + id + " has more than one of Input, InputPath and InputTransformer");
    }
    if (constant) {
      return new Input.Constant(json(node.path("Input").asText(), id));
    }
    if (path) {
      return new Input.Part(JsonPath.parse(node.path("InputPath").asText()));
    }
    return transformer
        ? new Input.Transformed(InputTransformer.from(node.path("InputTransformer")))
        : new Input.Whole();
  }

  private static String json(String text, String id) {
    try {
      JSON.readTree(text);
      return text;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "target " + id + " has an Input that is not JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static Optional<String> text(JsonNode node) {
    return node.isTextual() ? Optional.of(node.asText()) : Optional.empty();
  }
}
