package dev.storekeeper.cli.control;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An answer of the function.
 *
 * @param outcome how the request ended
 * @param message one sentence for people
 * @param json the whole answer
 */
public record ControlAnswer(Outcome outcome, String message, ObjectNode json) {
  /** How requests end. */
  public enum Outcome {
    /** It is done, or was done before. */
    DONE,
    /** It is not done, and will not be if it is only repeated. */
    REFUSED,
    /** It cannot be understood. */
    INVALID,
    /** The same request may succeed later. */
    UNAVAILABLE
  }
}
