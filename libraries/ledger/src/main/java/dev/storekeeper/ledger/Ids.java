package dev.storekeeper.ledger;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Version 7 UUIDs (RFC 9562 section 5.7): 48 bits of Unix time in milliseconds, then 74 bits that
 * the caller decides. Their text sorts by time.
 */
public final class Ids {
  private static final long MAX_MILLIS = (1L << 48) - 1;
  private static final long VERSION_7 = 7L << 12;
  private static final long VARIANT = 0b10L << 62;
  private static final long RAND_A = 0xFFFL;
  private static final long RAND_B = (1L << 62) - 1;

  private Ids() {}

  /**
   * The id of a time and an entropy: the same for the same arguments, and different for others as
   * far as 74 bits of SHA-256 go.
   *
   * @throws IllegalArgumentException if the time is before 1970 or after the year 10889
   */
  public static UUID timeOrdered(Instant time, byte[] entropy) {
    ByteBuffer digest = ByteBuffer.wrap(sha256(entropy));
    return id(time.toEpochMilli(), digest.getShort(), digest.getLong());
  }

  /** The id of a time and random bits. */
  public static UUID random(Instant time, RandomGenerator random) {
    return id(time.toEpochMilli(), random.nextLong(), random.nextLong());
  }

  /** The first id of a millisecond, for ranges. */
  static UUID first(long millis) {
    return id(millis, 0, 0);
  }

  /** The last id of a millisecond, for ranges. */
  static UUID last(long millis) {
    return id(millis, -1, -1);
  }

  private static UUID id(long millis, long randA, long randB) {
    if (millis < 0 || millis > MAX_MILLIS) {
      throw new IllegalArgumentException(
          "a time of " + millis + " ms since 1970 does not fit into 48 bits");
    }
    return new UUID((millis << 16) | VERSION_7 | (randA & RAND_A), VARIANT | (randB & RAND_B));
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
