package dev.storekeeper.sandbox.runtime.lambda.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A function's answer where {@code ReportBatchItemFailures} is on (Lambda Developer Guide,
 * "Reporting batch item failures").
 */
public final class PartialResponse {
  private static final ObjectMapper JSON = new ObjectMapper();

  private PartialResponse() {}

  /**
   * The items that the function reports as failed; none for an empty or null answer, list or an
   * answer without one.
   *
   * @param items the ids of the batch's items
   * @return empty if the answer is malformed, which fails the whole batch: no JSON, no list, an
   *     empty or absent id, or one that is not of the batch
   */
  public static Optional<Set<String>> failed(byte[] answer, Collection<String> items) {
    if (answer.length == 0) {
      return Optional.of(Set.of());
    }
    JsonNode parsed;
    try {
      parsed = JSON.readTree(answer);
    } catch (IOException e) {
      // What a function returns is its own affair; that it is no JSON is an answer here.
      return Optional.empty();
    }
    if (parsed.isMissingNode() || parsed.isNull()) {
      return Optional.of(Set.of());
    }
    if (parsed.isTextual() && parsed.textValue().isEmpty()) {
      return Optional.of(Set.of());
    }
    JsonNode list = parsed.path("batchItemFailures");
    if (parsed.isObject() && (parsed.isEmpty() || list.isNull())) {
      return Optional.of(Set.of());
    }
    if (!list.isArray()) {
      return Optional.empty();
    }
    Set<String> failed = new HashSet<>();
    for (JsonNode item : list) {
      JsonNode id = item.path("itemIdentifier");
      if (!id.isTextual() || !items.contains(id.textValue())) {
        return Optional.empty();
      }
      failed.add(id.textValue());
    }
    return Optional.of(failed);
  }
}
