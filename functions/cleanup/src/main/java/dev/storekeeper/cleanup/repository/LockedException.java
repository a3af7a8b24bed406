package dev.storekeeper.cleanup.repository;

/** A domain's policy forbids a deletion in a way that only a person may change. */
final class LockedException extends Exception {
  private static final long serialVersionUID = 1;

  LockedException(String message) {
    super(message);
  }
}
