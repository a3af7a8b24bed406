package dev.storekeeper.usage.trail;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Remembers which log files were taken in and which digests came, for 40 days, and how far the
 * chains were followed, for good. Reads are consistent. Every method throws {@link
 * dev.storekeeper.usage.UsageUnavailableException} when the store cannot answer. Implementations
 * are thread-safe.
 */
public interface TrailJournal {
  /** Remembers a log file; one that was read again replaces what is remembered. */
  void processed(ProcessedLogFile logFile);

  /** Those of these log files that were taken in, by object. */
  Map<String, ProcessedLogFile> processed(Set<String> objects);

  /** Remembers a digest. */
  void seen(Digest digest);

  /** The first digests of a chain that end after an instant, by their end. */
  List<Digest> digestsAfter(String chain, Instant end, int limit);

  /** A chain as it was last saved. */
  Optional<Chain> chain(String id);

  /** All chains. */
  List<Chain> chains();

  /**
   * Saves a chain.
   *
   * @return false if it was saved by somebody else since it was read, and nothing is changed
   */
  boolean save(Chain chain);

  /** When tracking began: the first instant that this method was ever called with. */
  Instant trackingSince(Instant now);
}
