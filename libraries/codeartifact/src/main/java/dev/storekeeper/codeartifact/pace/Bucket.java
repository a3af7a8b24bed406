package dev.storekeeper.codeartifact.pace;

/** The calls that go against one quota, one after the other. Implementations are thread-safe. */
interface Bucket {
  /** Takes a turn and says when it is, in microseconds since the epoch; may be in the past. */
  long turn();

  /** Slows down, as the service answered that it throttles. */
  void throttled();
}
