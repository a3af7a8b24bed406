package dev.storekeeper.sandbox.runtime.lambda.host;

/** How one run of a handler, or the making of it, ended. */
sealed interface Ending {
  /** The handler returned this. */
  record Returned(byte[] payload) implements Ending {}

  /** The handler threw; the error as JSON. */
  record Failed(byte[] error) implements Ending {}

  /** The handler returned more than the limit. */
  record TooLarge(int limit) implements Ending {}

  /** The handler could not be made; the error as JSON. */
  record InitFailed(byte[] error) implements Ending {}

  /** The process ended by itself or was killed from outside. */
  record Exited(String reason) implements Ending {}

  /** The timeout passed. */
  record TimedOut() implements Ending {}
}
