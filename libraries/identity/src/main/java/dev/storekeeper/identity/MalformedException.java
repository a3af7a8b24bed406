package dev.storekeeper.identity;

/** JSON that is not what it must be; the message never holds any of it. */
final class MalformedException extends Exception {
  private static final long serialVersionUID = 1;

  MalformedException(String problem) {
    super(problem);
  }

  /** What was found and what is expected. */
  String problem() {
    return String.valueOf(getMessage());
  }
}
