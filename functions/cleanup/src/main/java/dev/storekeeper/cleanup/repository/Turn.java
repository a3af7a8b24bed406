package dev.storekeeper.cleanup.repository;

import dev.storekeeper.cleanup.execute.Deadline;
import dev.storekeeper.cleanup.execute.Tally;
import dev.storekeeper.cleanup.registry.RepositoryId;
import dev.storekeeper.cleanup.state.Lease;
import dev.storekeeper.cleanup.state.StaleWriteException;
import dev.storekeeper.cleanup.state.StateUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One pass over a repository, under its lease. */
record Turn(
    RepositoryParts parts,
    RepositoryId repository,
    Lease lease,
    Clock clock,
    Deadline deadline,
    Tally tally) {
  /** A call must be over well before its lease is. */
  private static final Duration CALL = Duration.ofSeconds(30);

  Instant now() {
    return clock.instant();
  }

  Optional<RepositoryItem> item() throws StateUnavailableException {
    return parts.items().find(repository);
  }

  RepositoryItem write(RepositoryItem item) throws StateUnavailableException, StaleWriteException {
    parts.items().write(item, lease);
    return item;
  }

  /** Before a change: whoever is late leaves it to the next one. */
  void check() throws StaleWriteException {
    if (!now().plus(CALL).isBefore(lease.until())) {
      throw new StaleWriteException("the lease of " + lease.work() + " is about to end");
    }
  }
}
