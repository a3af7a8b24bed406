package dev.storekeeper.codeartifact.pace;

import java.util.Random;

/** A function of a simulation, which makes calls one after the other. */
final class Function implements Comparable<Function> {
  private final Bucket bucket;
  private final Random random;
  private final int latency;
  private long next;

  /**
   * A function.
   *
   * @param latency about how many microseconds a call takes
   */
  Function(Bucket bucket, Random random, int latency, long start) {
    this.bucket = bucket;
    this.random = random;
    this.latency = latency;
    this.next = start + random.nextInt(latency);
  }

  /** When this function asks for a turn next. */
  long next() {
    return next;
  }

  /** Asks for a turn, makes its call then, and sometimes pauses. */
  long call() {
    long turn = bucket.turn();
    long pause = random.nextInt(400) == 0 ? random.nextInt(3_000_000) : 0;
    next = Math.max(turn, next) + latency / 2 + random.nextInt(latency) + pause;
    return turn;
  }

  @Override
  public int compareTo(Function other) {
    return Long.compare(next, other.next);
  }
}
