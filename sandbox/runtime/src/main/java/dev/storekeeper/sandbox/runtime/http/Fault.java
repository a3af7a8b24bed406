package dev.storekeeper.sandbox.runtime.http;

import java.time.Duration;
import java.util.Optional;

/**
 * Something that goes wrong on demand.
 *
 * @param service the signing name of the service that it happens to
 * @param operation the operation that it happens to, empty for every one
 * @param kind what happens
 * @param delay how long a {@link Kind#LATENCY} lasts, zero for the other kinds
 */
public record Fault(String service, Optional<String> operation, Kind kind, Duration delay) {
  private static final Duration LONGEST_DELAY = Duration.ofMinutes(1);

  /**
   * @throws IllegalArgumentException if a latency is not 1 ms to one minute, or another kind has a
   *     delay
   */
  public Fault {
    if (kind == Kind.LATENCY && (delay.toMillis() < 1 || delay.compareTo(LONGEST_DELAY) > 0)) {
      throw new IllegalArgumentException(
          "a latency lasts 1 to " + LONGEST_DELAY.toMillis() + " milliseconds");
    }
    if (kind != Kind.LATENCY && !delay.isZero()) {
      throw new IllegalArgumentException("only a latency has milliseconds");
    }
  }

  /** What happens to a request. */
  public enum Kind {
    /** It is refused because there are too many. */
    THROTTLE,
    /** The service fails before anything is done. */
    ERROR,
    /** It is carried out, but later. */
    LATENCY,
    /** It is carried out, and the connection ends without an answer. */
    LOST_RESPONSE
  }

  boolean concerns(String calledService, String calledOperation) {
    return service.equals(calledService) && operation.map(calledOperation::equals).orElse(true);
  }
}
