package dev.storekeeper.sandbox.runtime.pipes;

import dev.storekeeper.sandbox.runtime.lambda.source.Failure;

/** A function that a pipe calls failed. */
final class TargetFailure extends Exception {
  private final transient Failure failure;

  TargetFailure(Failure failure) {
    super(failure.message());
    this.failure = failure;
  }

  Failure failure() {
    return failure;
  }
}
