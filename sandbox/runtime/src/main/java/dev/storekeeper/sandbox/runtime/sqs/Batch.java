package dev.storekeeper.sandbox.runtime.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.runtime.AwsException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The entries of a batch request, each of which succeeds or fails by itself.
 *
 * @param entries one to ten entries with distinct ids
 */
record Batch(List<JsonNode> entries) {
  private static final int MAX_ENTRIES = 10;

  Batch {
    entries = List.copyOf(entries);
    if (entries.isEmpty()) {
      throw Refusals.of("EmptyBatchRequest", "There should be at least one entry in the request.");
    }
    if (entries.size() > MAX_ENTRIES) {
      throw Refusals.of(
          "TooManyEntriesInBatchRequest",
          "Maximum number of entries per request are 10. You have sent " + entries.size() + ".");
    }
    Set<String> ids = new HashSet<>();
    for (JsonNode entry : entries) {
      requireNewId(entry.path("Id").asText(""), ids);
    }
  }

  static Batch of(JsonNode input) {
    return new Batch(input.path("Entries").valueStream().toList());
  }

  /** This batch, if its bodies together are not larger. */
  Batch totalingAtMost(int bytes) {
    long total =
        entries.stream()
            .mapToLong(entry ->
                entry.path("MessageBody").asText("").getBytes(StandardCharsets.UTF_8).length)
            .sum();
    if (total > bytes) {
      throw Refusals.of(
          "BatchRequestTooLong",
          "Batch requests cannot be longer than "
              + bytes
              + " bytes. You have sent "
              + total
              + " bytes.");
    }
    return this;
  }

  /** Does something for each entry and collects what came of it. */
  ObjectNode each(Function<JsonNode, ObjectNode> action) {
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    result.putArray("Successful");
    result.putArray("Failed");
    for (JsonNode entry : entries) {
      String id = entry.path("Id").asText();
      try {
        result.withArray("Successful").add(action.apply(entry).put("Id", id));
      } catch (AwsException e) {
        result
            .withArray("Failed")
            .addObject()
            .put("Id", id)
            .put("SenderFault", e.status() < 500)
            .put("Code", e.code())
            .put("Message", e.getMessage());
      }
    }
    return result;
  }

  private static void requireNewId(String id, Set<String> ids) {
    if (!id.matches("[A-Za-z0-9_-]{1,80}")) {
      throw Refusals.of(
          "InvalidBatchEntryId",
          "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It"
              + " can be at most 80 letters long: '"
              + id
              + "'");
    }
    if (!ids.add(id)) {
      throw Refusals.of("BatchEntryIdsNotDistinct", "Id " + id + " repeated.");
    }
  }
}
