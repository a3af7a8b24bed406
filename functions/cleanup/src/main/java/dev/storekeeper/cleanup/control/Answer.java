package dev.storekeeper.cleanup.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.cleanup.json.JsonFields;

/**
 * What a request is answered with.
 *
 * @param outcome how it ended
 * @param message one sentence for the person who asked
 * @param fields what is particular to the action
 */
public record Answer(Outcome outcome, String message, ObjectNode fields) {
  private static final int SCHEMA = 1;

  static Answer of(Outcome outcome, String message) {
    return new Answer(outcome, message, JsonFields.object());
  }

  static Answer done(String message, ObjectNode fields) {
    return new Answer(Outcome.DONE, message, fields);
  }

  /** The answer as the protocol has it. */
  public ObjectNode json() {
    ObjectNode json = JsonFields.object().put("schema", SCHEMA);
    json.put("outcome", outcome.word()).put("message", message);
    json.setAll(fields);
    return json;
  }
}
