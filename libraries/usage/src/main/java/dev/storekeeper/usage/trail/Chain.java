package dev.storekeeper.usage.trail;

import dev.storekeeper.usage.Coverage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A chain of digests as far as it was followed. Every log file of the time from {@code since} to
 * {@code until} was taken in. Never goes back: {@code until} only grows.
 *
 * @param id the chain's name, see {@link Digest#chain}
 * @param head the last digest; absent when the next one has to be a first one
 * @param since the beginning of the unbroken time
 * @param until the end of the last digest
 * @param readsUntil the end of the last digest whose log files hold a read-only call of
 *     CodeArtifact; absent if none did since the beginning
 * @param revision how often the chain was saved
 */
public record Chain(
    String id,
    Optional<TrailFile> head,
    Instant since,
    Instant until,
    Optional<Instant> readsUntil,
    long revision) {

  /**
   * How long the trail may be without a read-only call of CodeArtifact. The usage function makes
   * one every hour; a trail that shows none does not record reads (its event selectors), and a
   * digest proves nothing about what is not recorded.
   */
  public static final Duration MAX_QUIET = Duration.ofHours(6);

  public Chain {
    if (since.isAfter(until)) {
      throw new IllegalArgumentException(
          "chain " + id + ": found a time from " + since + " to " + until);
    }
  }

  /** A chain that nothing was followed of, and whose next digest is this one. */
  public static Chain startingAt(Digest digest) {
    return new Chain(
        digest.chain(), digest.previous(), digest.start(), digest.start(), Optional.empty(), 0);
  }

  /** What is known without a gap; nothing before the trail was seen to record reads. */
  public Coverage coverage() {
    return readsUntil.isPresent() ? Coverage.of(since, until) : Coverage.NONE;
  }

  /** How the first digest that ends after this chain stands to it. */
  public Following follow(Digest next) {
    if (!next.previous().equals(head)) {
      return strange(next);
    }
    return next.start().isAfter(until)
        ? new Following.Breaks("no digest covers " + until + " to " + next.start())
        : new Following.Continues();
  }

  private Following strange(Digest next) {
    if (next.previous().isEmpty()) {
      return new Following.Breaks("the trail was stopped and started again before " + next.start());
    }
    TrailFile previous = next.previous().get();
    return head.filter(last -> last.object().equals(previous.object())).isPresent()
        ? new Following.Breaks(
            "digest " + previous.object() + " was changed: the next one names another SHA-256")
        : new Following.Gap(previous);
  }

  /** Begins anew with a digest that does not follow. */
  public Chain restartBefore(Digest next) {
    Instant from = next.start().isAfter(until) ? next.start() : until;
    return new Chain(id, next.previous(), from, from, Optional.empty(), revision);
  }

  /** Begins anew after a digest whose time is not known completely. */
  public Chain restartAfter(Digest next) {
    return new Chain(
        id, Optional.of(next.file()), next.end(), next.end(), Optional.empty(), revision);
  }

  /**
   * Whether the trail has recorded no read for too long, after a digest whose log files hold none.
   */
  public boolean isTooQuiet(Digest next) {
    return readsUntil
        .filter(last -> Duration.between(last, next.end()).compareTo(MAX_QUIET) > 0)
        .isPresent();
  }

  /**
   * Goes on to the next digest, all of whose log files were taken in. Before the first read the
   * beginning moves along.
   */
  public Chain take(Digest next, boolean holdsReads) {
    boolean begun = holdsReads || readsUntil.isPresent();
    return new Chain(
        id,
        Optional.of(next.file()),
        begun ? since : next.end(),
        next.end(),
        holdsReads ? Optional.of(next.end()) : readsUntil,
        revision);
  }
}
