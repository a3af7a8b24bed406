package dev.storekeeper.codeartifact.pace;

import java.time.Clock;
import software.amazon.awssdk.core.exception.SdkClientException;

/** A bucket of all functions, of which this one takes some turns at a time. */
final class SharedBucket implements Bucket {
  private static final long LONGEST = Micros.SECOND;
  private static final long SHORTEST = Micros.SECOND / 10;
  private static final int TRIES = 5;

  private final SharedItem item;
  private final Clock clock;
  private Turns turns = Turns.none();

  SharedBucket(SharedItem item, Clock clock) {
    this.item = item;
    this.clock = clock;
  }

  /**
   * {@inheritDoc}
   *
   * @throws software.amazon.awssdk.core.exception.SdkException if the table cannot be used
   */
  @Override
  public synchronized long turn() {
    for (int i = 0; i < TRIES; i++) {
      long now = Micros.now(clock);
      if (turns.left(now)) {
        return turns.use(now);
      }
      long interval = item.interval(now);
      int most = (int) Math.max(1, LONGEST / interval);
      int fewest = (int) Math.max(1, SHORTEST / interval);
      turns = item.take(Math.clamp(turns.needed(now), fewest, most), now);
    }
    throw SdkClientException.create("every turn had passed when the table granted it");
  }

  @Override
  public synchronized void throttled() {
    turns = Turns.none();
    item.throttled(Micros.now(clock));
  }
}
