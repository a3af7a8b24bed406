package dev.storekeeper.retention;

import java.time.Instant;
import java.util.Optional;

/**
 * When a version was published, as far as is known. A listing that is sorted by time bounds what
 * was not asked, so that a boundary is found with few questions.
 *
 * @param notBefore it was published then or later; {@link Instant#MIN} if nothing is known
 * @param notAfter it was published then or earlier; {@link Instant#MAX} if nothing is known
 * @param unknown why it cannot be asked for; absent if it can, or need not
 */
public record PublishedAt(Instant notBefore, Instant notAfter, Optional<String> unknown) {
  public PublishedAt {
    if (notBefore.isAfter(notAfter)) {
      throw new IllegalArgumentException(
          "notBefore: found " + notBefore + ", expected at most notAfter " + notAfter);
    }
  }

  /** It is known to the instant. */
  public static PublishedAt exactly(Instant time) {
    return new PublishedAt(time, time, Optional.empty());
  }

  /** Nobody asked yet. */
  public static PublishedAt unasked() {
    return new PublishedAt(Instant.MIN, Instant.MAX, Optional.empty());
  }

  /** It cannot be known. */
  public static PublishedAt unknown(String why) {
    return new PublishedAt(Instant.MIN, Instant.MAX, Optional.of(why));
  }

  /** Whether it is known to the instant. */
  public boolean isExact() {
    return notBefore.equals(notAfter);
  }
}
