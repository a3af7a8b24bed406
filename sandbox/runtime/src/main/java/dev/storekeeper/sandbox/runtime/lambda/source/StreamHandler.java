package dev.storekeeper.sandbox.runtime.lambda.source;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.runtime.AwsException;
import java.util.List;

/** What is done with the records of a stream. */
public interface StreamHandler {
  /**
   * Handles a batch.
   *
   * @throws AwsException if it was refused; a retryable refusal does not count as an attempt
   */
  Result handle(List<ObjectNode> records) throws InterruptedException;

  /** Takes records that are given up. Must not lose them silently, and must not throw. */
  void discard(Discarded discarded) throws InterruptedException;

  /** What came of a batch. */
  sealed interface Result {
    /** All of it is done. */
    record Done() implements Result {}

    /**
     * The records before {@code first} are done, it and those after it are not.
     *
     * @param first an index into the batch
     */
    record FailedFrom(int first, Failure failure) implements Result {}

    /**
     * The records before {@code first} are done; the rest was refused for now, by a throttle or a
     * fault of a service, which does not count as an attempt.
     *
     * @param first an index into the batch
     */
    record RefusedFrom(int first, AwsException refusal) implements Result {}
  }
}
