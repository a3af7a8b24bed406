package dev.storekeeper.retention;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * How long ago something was. A time is older than a window if it lies before the boundary, the
 * time of the run less the window; a time at the boundary is not.
 */
final class Ages {
  /** How late CloudTrail may deliver what it saw. */
  static final Duration LAG = Duration.ofDays(2);

  private Ages() {}

  /** Whether a version was published before the boundary; bounds are enough if they tell. */
  static Check published(PublishedAt published, Instant asOf, Duration window) {
    Instant boundary = asOf.minus(window);
    if (published.notAfter().isBefore(boundary)) {
      String by = published.isExact() ? "published " : "published by ";
      return Check.yes(
          by + Texts.day(published.notAfter()) + ", more than " + Texts.of(window) + " ago");
    }
    if (!published.notBefore().isBefore(boundary)) {
      String since = published.isExact() ? "published " : "published since ";
      return Check.no(
          since
              + Texts.day(published.notBefore())
              + ", not more than "
              + Texts.of(window)
              + " ago");
    }
    return published
        .unknown()
        .map(why -> Check.unknown("when it was published is unknown: " + why))
        .orElseGet(() -> Check.ask(Question.PUBLISHED));
  }

  /** Whether an event that is known to the instant happened before the boundary. */
  static Check before(String what, Instant time, Instant asOf, Duration window) {
    String text = what + " " + Texts.day(time);
    return Check.of(
        time.isBefore(asOf.minus(window)),
        text + ", more than " + Texts.of(window) + " ago",
        text + ", not more than " + Texts.of(window) + " ago");
  }

  /**
   * Whether nothing was read since the boundary. The index has days only, so a read counts as one
   * at the end of its day; and "nothing was seen" only counts where everything would have been:
   * from {@link #LAG} before the boundary until {@link #LAG} before the run.
   */
  static Check unread(ReadHistory reads, Instant asOf, Duration window) {
    Instant boundary = asOf.minus(window);
    Optional<Instant> last = reads.lastRead();
    if (last.isPresent() && !endOfDay(last.get()).isBefore(boundary)) {
      String day = Texts.day(last.get());
      return Check.no("last read " + day + ", not more than " + Texts.of(window) + " ago");
    }
    if (reads.coveredSince().isAfter(boundary.minus(LAG))) {
      Instant warm = reads.coveredSince().plus(LAG).plus(window);
      return Check.unknown(
          "the last-read index is warm for " + Texts.of(window) + " on " + Texts.day(warm));
    }
    if (reads.coveredUntil().isBefore(asOf.minus(LAG))) {
      return Check.unknown(
          "the last-read index has seen nothing since " + Texts.day(reads.coveredUntil()));
    }
    return Check.yes(
        last.map(
                time -> "last read " + Texts.day(time) + ", more than " + Texts.of(window) + " ago")
            .orElseGet(() -> "not read for " + Texts.of(window)));
  }

  private static Instant endOfDay(Instant time) {
    return time.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
  }
}
