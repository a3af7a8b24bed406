package dev.storekeeper.codeartifact.pace;

import java.time.Clock;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;

/** A shared bucket, and a slow one of this process for five seconds after the shared one failed. */
final class FallbackBucket implements Bucket {
  private static final long ALONE = 5 * Micros.SECOND;

  private final Bucket shared;
  private final Bucket alone;
  private final Quota quota;
  private final Clock clock;
  private final Consumer<String> problems;
  private long aloneUntil;

  FallbackBucket(Bucket shared, Bucket alone, Quota quota, Clock clock, Consumer<String> problems) {
    this.shared = shared;
    this.alone = alone;
    this.quota = quota;
    this.clock = clock;
    this.problems = problems;
  }

  @Override
  public synchronized long turn() {
    if (Micros.now(clock) >= aloneUntil) {
      try {
        return shared.turn();
      } catch (SdkException e) {
        failed(e);
      }
    }
    return alone.turn();
  }

  @Override
  public synchronized void throttled() {
    alone.throttled();
    if (Micros.now(clock) >= aloneUntil) {
      try {
        shared.throttled();
      } catch (SdkException e) {
        failed(e);
      }
    }
  }

  private void failed(SdkException problem) {
    aloneUntil = Micros.now(clock) + ALONE;
    problems.accept(
        "the shared pace of %s cannot be kept, so this function goes on slowly by itself: %s"
            .formatted(quota.bucket(), problem.getMessage()));
  }
}
