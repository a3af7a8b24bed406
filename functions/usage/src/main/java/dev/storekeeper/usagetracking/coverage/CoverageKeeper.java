package dev.storekeeper.usagetracking.coverage;

import dev.storekeeper.lambda.Invocation;
import dev.storekeeper.ledger.Ledger;
import dev.storekeeper.usage.trail.Chain;
import dev.storekeeper.usage.trail.Digest;
import dev.storekeeper.usage.trail.Following;
import dev.storekeeper.usage.trail.TrailFile;
import dev.storekeeper.usage.trail.TrailJournal;
import dev.storekeeper.usagetracking.coverage.DigestFileReader.DigestContent;
import dev.storekeeper.usagetracking.trail.LogFileProcessor;
import dev.storekeeper.usagetracking.trail.MalformedTrailException;
import dev.storekeeper.usagetracking.trail.TrailObject;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Follows chains of digests as far as their files are there. What a digest names and did not arrive
 * is fetched; what is not there {@link #DEADLINE} after its digest's end breaks the chain, and the
 * coverage begins anew behind it. Digests may arrive in any order and repeatedly, and several
 * instances may follow at the same time. Thread-safe.
 */
public final class CoverageKeeper {
  /** How long a file may be missing. */
  static final Duration DEADLINE = Duration.ofDays(1);

  /** Two weeks of digests at a time; the next run goes on. */
  private static final int MAX_STEPS = 400;

  private final DigestFileReader digests;
  private final LogFileCheck logFiles;
  private final TrailJournal journal;
  private final CoverageRecords records;
  private final Clock clock;

  /** Keeps the coverage in a journal and tells a ledger when it begins anew. */
  public CoverageKeeper(
      DigestFileReader digests,
      LogFileProcessor processor,
      TrailJournal journal,
      Ledger ledger,
      Clock clock) {
    this.digests = digests;
    this.logFiles = new LogFileCheck(processor, journal);
    this.journal = journal;
    this.records = new CoverageRecords(ledger, clock);
    this.clock = clock;
  }

  /**
   * Takes a digest that arrived and follows its chain.
   *
   * @return false if there is no such file
   * @throws MalformedTrailException if it is no digest
   */
  public boolean arrived(TrailObject.DigestFile file, Invocation invocation)
      throws IOException, MalformedTrailException {
    Optional<DigestContent> content = digests.read(file);
    if (content.isEmpty()) {
      return false;
    }
    journal.seen(content.get().digest());
    invocation.metrics().count("Digests", 1);
    follow(file.chain(), invocation);
    return true;
  }

  /** Follows a chain as far as it goes. */
  public void follow(String chain, Invocation invocation) throws IOException {
    LogFileCheck.Budget budget = new LogFileCheck.Budget();
    for (int step = 0; step < MAX_STEPS; step++) {
      if (!step(chain, budget, invocation)) {
        return;
      }
    }
  }

  /** Follows all chains as far as they go. */
  public void followAll(Invocation invocation) throws IOException {
    for (Chain chain : journal.chains()) {
      follow(chain.id(), invocation);
    }
  }

  /** Whether another step may be possible. */
  private boolean step(String id, LogFileCheck.Budget budget, Invocation invocation)
      throws IOException {
    Optional<Chain> known = journal.chain(id);
    List<Digest> next = journal.digestsAfter(id, known.map(Chain::until).orElse(Instant.EPOCH), 1);
    if (next.isEmpty()) {
      return false;
    }
    Digest digest = next.getFirst();
    Chain chain = known.orElseGet(() -> Chain.startingAt(digest));
    return switch (chain.follow(digest)) {
      case Following.Continues continues -> take(chain, digest, budget, invocation);
      case Following.Gap gap -> bridge(chain, digest, gap.previous(), invocation);
      case Following.Breaks breaks ->
          restart(chain, chain.restartBefore(digest), digest, breaks.reason(), invocation);
    };
  }

  private boolean take(
      Chain chain, Digest digest, LogFileCheck.Budget budget, Invocation invocation)
      throws IOException {
    Optional<DigestContent> content =
        read(digest.chain(), digest.file())
            .filter(read -> read.digest().file().equals(digest.file()));
    if (content.isEmpty()) {
      String reason = "digest " + digest.file().object() + " is not there as it was";
      return expired(chain, chain.restartAfter(digest), digest, reason, invocation);
    }
    return switch (logFiles.check(content.get().logFiles(), budget, invocation)) {
      case LogFileCheck.Complete complete -> {
        if (!complete.holdsReads() && chain.isTooQuiet(digest)) {
          String reason =
              "the trail shows no read-only call of CodeArtifact for more than "
                  + Chain.MAX_QUIET.toHours()
                  + " hours; do its event selectors record reads?";
          yield restart(chain, chain.restartAfter(digest), digest, reason, invocation);
        }
        journal.save(chain.take(digest, complete.holdsReads()));
        yield true;
      }
      case LogFileCheck.Unfinished unfinished -> false;
      case LogFileCheck.Missing missing ->
          expired(chain, chain.restartAfter(digest), digest, missing.reason(), invocation);
      case LogFileCheck.Foreign foreign ->
          restart(chain, chain.restartAfter(digest), digest, foreign.reason(), invocation);
    };
  }

  /** Looks for the digest before one that came too early. */
  private boolean bridge(Chain chain, Digest digest, TrailFile previous, Invocation invocation)
      throws IOException {
    Optional<DigestContent> found = read(digest.chain(), previous);
    if (found.isPresent()) {
      Digest before = found.get().digest();
      if (before.file().equals(previous)
          && before.end().isAfter(chain.until())
          && before.end().isBefore(digest.end())) {
        journal.seen(before);
        return true;
      }
      String reason = "digest " + previous.object() + " does not follow what was covered";
      return restart(chain, chain.restartBefore(digest), digest, reason, invocation);
    }
    String reason = "digest " + previous.object() + " is missing";
    return expired(chain, chain.restartBefore(digest), digest, reason, invocation);
  }

  /** A digest that cannot be read is as good as none: what it lists is not known. */
  private Optional<DigestContent> read(String chain, TrailFile file) throws IOException {
    try {
      return digests.read(new TrailObject.DigestFile(file.object(), chain));
    } catch (MalformedTrailException e) {
      return Optional.empty();
    }
  }

  private boolean expired(
      Chain chain, Chain restarted, Digest digest, String reason, Invocation invocation) {
    if (!clock.instant().isAfter(digest.end().plus(DEADLINE))) {
      invocation.metrics().count("CoverageWaits", 1);
      return false;
    }
    return restart(chain, restarted, digest, reason, invocation);
  }

  private boolean restart(
      Chain chain, Chain restarted, Digest digest, String reason, Invocation invocation) {
    records.restarted(chain, restarted, digest, reason, invocation);
    journal.save(restarted);
    return true;
  }
}
