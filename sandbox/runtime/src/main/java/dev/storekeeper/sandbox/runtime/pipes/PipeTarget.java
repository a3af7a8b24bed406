package dev.storekeeper.sandbox.runtime.pipes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Where a pipe sends its events. */
interface PipeTarget {
  /**
   * Sends events in order.
   *
   * @throws dev.storekeeper.sandbox.runtime.AwsException if the target refuses
   * @throws TargetFailure if the target is a function and fails
   */
  void send(List<JsonNode> events) throws TargetFailure;

  /** How many events of a batch are sent at a time: one, or all of them. */
  boolean oneByOne();
}
