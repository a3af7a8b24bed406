package dev.storekeeper.sandbox.runtime.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.sandbox.runtime.template.Resource;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Makes queues from a template's resources. */
final class QueueProvisioning {
  private static final Set<String> NOT_ATTRIBUTES = Set.of("QueueName", "Tags");

  private final Queues queues;

  QueueProvisioning(Queues queues) {
    this.queues = queues;
  }

  void provision(Resource resource) {
    JsonNode properties = resource.properties();
    switch (resource.type()) {
      case "AWS::SQS::Queue" -> queue(resource);
      case "AWS::SQS::QueuePolicy" ->
          properties
              .path("Queues")
              .forEach(queue -> policy(queue.asText(), properties.path("PolicyDocument")));
      case "AWS::SQS::QueueInlinePolicy" ->
          policy(properties.path("Queue").asText(), properties.path("PolicyDocument"));
      default ->
          throw new IllegalArgumentException(
              resource.logicalId() + ": SQS does not make a " + resource.type());
    }
  }

  private void queue(Resource resource) {
    Map<String, String> attributes = new TreeMap<>();
    resource
        .properties()
        .properties()
        .forEach(property -> {
          if (!NOT_ATTRIBUTES.contains(property.getKey())
              && !isDisabledFifo(property.getKey(), property.getValue())) {
            attributes.put(property.getKey(), Input.text(property.getValue()));
          }
        });
    StandardQueue queue = queues.create(resource.name(), attributes);
    resource
        .properties()
        .path("Tags")
        .forEach(
            tag -> queues.tags(queue).put(tag.path("Key").asText(), tag.path("Value").asText()));
  }

  private void policy(String queue, JsonNode document) {
    queues.configure(queues.find(queue), Map.of("Policy", Input.text(document)));
  }

  private static boolean isDisabledFifo(String name, JsonNode value) {
    return (name.equals("FifoQueue") || name.equals("ContentBasedDeduplication"))
        && !value.asBoolean();
  }
}
