package dev.storekeeper.sandbox.runtime.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.sandbox.runtime.AwsException;

/** One thing of the control API, at {@code /_sandbox/<name>}. */
@FunctionalInterface
public interface ControlResource {
  /** What {@code GET} shows. */
  JsonNode get();

  /**
   * What {@code POST} does with a JSON body; answers with what is shown then.
   *
   * @throws AwsException to refuse it; 405 unless this is overridden
   */
  default JsonNode post(JsonNode body) {
    throw new AwsException(405, "MethodNotAllowed", "this takes no POST");
  }

  /**
   * What {@code DELETE} does; answers with what is shown then.
   *
   * @throws AwsException to refuse it; 405 unless this is overridden
   */
  default JsonNode delete() {
    throw new AwsException(405, "MethodNotAllowed", "this takes no DELETE");
  }
}
