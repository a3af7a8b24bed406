package dev.storekeeper.benchmarks;

/** A benchmark measures the case that it says, or fails. */
final class Outcome {
  private Outcome() {}

  static boolean require(boolean accepted) {
    if (!accepted) {
      throw new IllegalStateException("the token was not accepted");
    }
    return true;
  }
}
