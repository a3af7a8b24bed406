package dev.storekeeper.sandbox.runtime;

/** A sandbox that cannot start; the message is one for people and says what to do. */
public final class SandboxException extends RuntimeException {
  /** A reason for people. */
  public SandboxException(String message) {
    super(message);
  }

  /** A reason for people and what caused it. */
  public SandboxException(String message, Throwable cause) {
    super(message, cause);
  }
}
