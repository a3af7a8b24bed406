package dev.storekeeper.sandbox.runtime.lambda;

/** The functions of a sandbox, called as the services that trigger them do. */
public interface Functions {
  /**
   * Runs a function and waits for its end.
   *
   * @param functionArn the function's ARN
   * @param trigger what calls, for the invocation log: {@code sqs:<queue>}, {@code pipe:<name>}
   * @param payload the event, JSON
   * @throws dev.storekeeper.sandbox.runtime.AwsException if the function does not exist or is
   *     throttled; a function that fails is an {@link Outcome} with an error
   */
  Outcome invoke(String functionArn, String trigger, byte[] payload);

  /**
   * Queues an event for a function; retries, its dead-letter queue and destinations follow.
   *
   * @throws dev.storekeeper.sandbox.runtime.AwsException if the function does not exist
   */
  void invokeAsync(String functionArn, String trigger, byte[] payload);

  /**
   * How an invocation ended.
   *
   * @param requestId the invocation's request id
   * @param payload what the function returned, or the error as JSON
   * @param error empty on success, else Lambda's {@code FunctionError}: {@code Handled} or {@code
   *     Unhandled}
   */
  record Outcome(String requestId, byte[] payload, String error) {
    /** Whether the function returned normally. */
    public boolean succeeded() {
      return error.isEmpty();
    }
  }
}
