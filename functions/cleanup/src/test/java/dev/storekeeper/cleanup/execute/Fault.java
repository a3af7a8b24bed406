package dev.storekeeper.cleanup.execute;

/** The process ends here, as if it were killed. */
final class Fault extends Error {
  private static final long serialVersionUID = 1;

  Fault(String where) {
    super("killed at " + where);
  }
}
