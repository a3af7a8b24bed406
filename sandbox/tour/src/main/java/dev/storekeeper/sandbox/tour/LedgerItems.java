package dev.storekeeper.sandbox.tour;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/** The ledger records in the answer to a DynamoDB query. */
public final class LedgerItems {
  private static final ObjectMapper JSON = new ObjectMapper();

  private LedgerItems() {}

  /**
   * The records of a page, in its order.
   *
   * @throws JsonProcessingException if an item's {@code record} is no JSON
   */
  public static List<JsonNode> records(JsonNode page) throws JsonProcessingException {
    List<JsonNode> records = new ArrayList<>();
    for (JsonNode item : page.path("Items")) {
      records.add(JSON.readTree(item.path("record").path("S").asText()));
    }
    return records;
  }
}
