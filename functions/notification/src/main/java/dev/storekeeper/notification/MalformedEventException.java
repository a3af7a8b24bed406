package dev.storekeeper.notification;

/** A message that is no ledger record. */
final class MalformedEventException extends Exception {
  private final String problem;

  MalformedEventException(String problem) {
    super(problem);
    this.problem = problem;
  }

  /** What was found and what is expected. */
  String problem() {
    return problem;
  }
}
