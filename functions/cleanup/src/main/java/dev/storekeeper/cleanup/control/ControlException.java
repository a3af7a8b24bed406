package dev.storekeeper.cleanup.control;

/** A request is not carried out; the message is one sentence for the person who asked. */
final class ControlException extends Exception {
  private static final long serialVersionUID = 1;

  private final Outcome outcome;

  private ControlException(Outcome outcome, String message) {
    super(message);
    this.outcome = outcome;
  }

  /** It may not be done. */
  static ControlException refused(String message) {
    return new ControlException(Outcome.REFUSED, message);
  }

  /** It cannot be understood: which field, what was found, what is expected. */
  static ControlException invalid(String message) {
    return new ControlException(Outcome.INVALID, message);
  }

  /** It cannot be done now. */
  static ControlException unavailable(String message) {
    return new ControlException(Outcome.UNAVAILABLE, message);
  }

  Outcome outcome() {
    return outcome;
  }

  Answer answer() {
    return Answer.of(outcome, String.valueOf(getMessage()));
  }
}
