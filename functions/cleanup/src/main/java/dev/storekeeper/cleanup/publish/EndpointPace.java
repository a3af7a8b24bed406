package dev.storekeeper.cleanup.publish;

import dev.storekeeper.codeartifact.pace.CallCount;
import dev.storekeeper.codeartifact.pace.Pace;
import java.time.Duration;

/**
 * The pace of requests to package endpoints. They count against the quotas of all reads and of all
 * writes (user guide, "Quotas in AWS CodeArtifact"); whether what is published there counts against
 * that of PublishPackageVersion too is not said. Safe for use by many threads.
 *
 * @param pace that of all calls
 * @param calls where requests are counted
 * @param pause how to wait before something is repeated
 */
public record EndpointPace(Pace pace, CallCount calls, Pause pause) {
  private static final String READ = "ReadFromRepository";
  private static final String WRITE = "PublishToRepository";

  /**
   * Waits until a request may go, and counts it.
   *
   * @throws software.amazon.awssdk.core.exception.AbortedException if the thread is interrupted; it
   *     stays interrupted
   */
  void await(String method) {
    pace.await(operation(method));
    calls.count(operation(method));
  }

  /** A request was answered by 429. */
  void throttled(String method) {
    pace.throttled(operation(method));
  }

  void sleep(Duration duration) throws InterruptedException {
    pause.sleep(duration);
  }

  private static String operation(String method) {
    return method.equals("GET") ? READ : WRITE;
  }
}
