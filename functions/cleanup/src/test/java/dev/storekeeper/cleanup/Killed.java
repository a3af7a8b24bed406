package dev.storekeeper.cleanup;

/** The process was killed here: nothing may catch it but the test. */
public final class Killed extends Error {
  private static final long serialVersionUID = 1;

  /** With where. */
  public Killed(String where) {
    super(where);
  }
}
