package dev.storekeeper.usage.trail;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The journal in memory, for tests: answers as the real one does. */
public final class InMemoryTrailJournal implements TrailJournal {
  private final Map<String, ProcessedLogFile> logFiles = new HashMap<>();
  private final Map<String, Digest> digests = new HashMap<>();
  private final Map<String, Chain> chains = new TreeMap<>();
  private Optional<Instant> started = Optional.empty();

  @Override
  public synchronized void processed(ProcessedLogFile logFile) {
    logFiles.put(logFile.file().object(), logFile);
  }

  @Override
  public synchronized Map<String, ProcessedLogFile> processed(Set<String> objects) {
    Map<String, ProcessedLogFile> found = new HashMap<>(logFiles);
    found.keySet().retainAll(objects);
    return found;
  }

  @Override
  public synchronized void seen(Digest digest) {
    digests.put(digest.file().object(), digest);
  }

  @Override
  public synchronized List<Digest> digestsAfter(String chain, Instant end, int limit) {
    return digests.values().stream()
        .filter(digest -> digest.chain().equals(chain) && digest.end().isAfter(end))
        .sorted(Comparator.comparing(Digest::end).thenComparing(digest -> digest.file().object()))
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized Optional<Chain> chain(String id) {
    return Optional.ofNullable(chains.get(id));
  }

  @Override
  public synchronized List<Chain> chains() {
    return List.copyOf(chains.values());
  }

  @Override
  public synchronized boolean save(Chain chain) {
    long stored = chain(chain.id()).map(Chain::revision).orElse(0L);
    if (stored != chain.revision()) {
      return false;
    }
    chains.put(
        chain.id(),
        new Chain(
            chain.id(),
            chain.head(),
            chain.since(),
            chain.until(),
            chain.readsUntil(),
            chain.revision() + 1));
    return true;
  }

  @Override
  public synchronized Instant trackingSince(Instant now) {
    started = started.or(() -> Optional.of(now));
    return started.orElseThrow();
  }
}
