package dev.storekeeper.ledger;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Makes a record fit: into a DynamoDB item (400 KB), and without its raw event into an event of the
 * bus (256 KB), with room for what is around it. Assets are left out from the end until it does,
 * and {@code assetsOmitted} counts them; nothing else is ever cut.
 */
final class FittedRecord {
  static final int MAX_BYTES = 380_000;
  static final int MAX_ANNOUNCED_BYTES = 230_000;
  private static final int MARKER_BYTES = ",\"assetsOmitted\":1000000".length();

  private FittedRecord() {}

  /**
   * The record itself, or one with fewer assets.
   *
   * @throws RecordTooLargeException if leaving out all assets is not enough
   */
  static LedgerRecord of(LedgerRecord record) {
    int bytes = record.toJson().length();
    int announced = announcedBytes(record.json());
    int excess = Math.max(bytes - MAX_BYTES, announced - MAX_ANNOUNCED_BYTES);
    if (excess <= 0) {
      return record;
    }
    ObjectNode json = record.json();
    if (json.at("/data/observation") instanceof ObjectNode observation
        && observation.path("assets") instanceof ArrayNode assets
        && leaveOut(observation, assets, excess + MARKER_BYTES)) {
      return LedgerRecord.read(RecordJson.write(json));
    }
    throw announced > MAX_ANNOUNCED_BYTES
        ? tooLarge(record, "all but its event", announced, MAX_ANNOUNCED_BYTES)
        : tooLarge(record, "all of it", bytes, MAX_BYTES);
  }

  private static RecordTooLargeException tooLarge(
      LedgerRecord record, String part, int bytes, int max) {
    return new RecordTooLargeException(
        "record %s is too large: %s has %d bytes, at most %d fit"
            .formatted(record.id(), part, bytes, max));
  }

  /** Leaves out assets worth so many bytes; false if there are not enough of them. */
  private static boolean leaveOut(ObjectNode observation, ArrayNode assets, int excess) {
    int omitted = 0;
    int left = excess;
    while (left > 0 && !assets.isEmpty()) {
      left -= RecordJson.write(assets.remove(assets.size() - 1)).length();
      omitted++;
    }
    observation.put("assetsOmitted", observation.path("assetsOmitted").asInt() + omitted);
    return left <= 0;
  }

  private static int announcedBytes(ObjectNode json) {
    json.remove("event");
    return RecordJson.write(json).length();
  }
}
