package dev.storekeeper.cleanup.execute;

import dev.storekeeper.cleanup.item.Item;
import dev.storekeeper.cleanup.item.ItemState;
import dev.storekeeper.cleanup.publish.PublishException;
import dev.storekeeper.cleanup.publish.Restoration;
import dev.storekeeper.cleanup.publish.Restorer;
import dev.storekeeper.cleanup.record.CleanupLedger;
import dev.storekeeper.cleanup.registry.RepositoryId;
import dev.storekeeper.cleanup.state.CleanupState;
import dev.storekeeper.cleanup.state.Lease;
import dev.storekeeper.cleanup.state.StaleWriteException;
import dev.storekeeper.cleanup.state.StateUnavailableException;
import dev.storekeeper.codeartifact.PackageVersion;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Publishes a deleted version again from its export, and records what became of it. */
public final class RestoreWork {
  private static final Duration LEASE = Duration.ofMinutes(16);

  private final CleanupState state;
  private final CleanupLedger ledger;
  private final Restorer restorer;
  private final Clock clock;

  /** With its parts. */
  public RestoreWork(CleanupState state, CleanupLedger ledger, Restorer restorer, Clock clock) {
    this.state = state;
    this.ledger = ledger;
    this.restorer = restorer;
    this.clock = clock;
  }

  /**
   * Restores a version.
   *
   * @return why that cannot be done now, so that it has to be tried again; absent if it is dealt
   *     with
   */
  public Optional<String> run(PackageVersion version, String manifest)
      throws StateUnavailableException {
    Instant now = clock.instant();
    Optional<Lease> lease = state.lease(Work.of(version.coordinates()), now, LEASE);
    if (lease.isEmpty()) {
      return Optional.of("somebody works on its package");
    }
    try {
      Optional<String> open = restore(version, manifest, lease.get());
      state.release(lease.get(), Optional.of(clock.instant()));
      return open;
    } catch (StaleWriteException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private Optional<String> restore(PackageVersion version, String manifest, Lease lease)
      throws StateUnavailableException, StaleWriteException {
    Optional<Item> item =
        state.items(version.coordinates()).stream()
            .filter(it -> it.version().version().equals(version.version()))
            .filter(it -> it.state() == ItemState.DELETED)
            .findFirst();
    if (item.isEmpty()) {
      return Optional.empty();
    }
    try {
      switch (restorer.restore(manifest, RepositoryId.of(version.coordinates()))) {
        case Restoration.Restored restored -> done(item.get(), "was published again", lease);
        case Restoration.AlreadyThere there ->
            done(item.get(), "somebody published it again", lease);
        case Restoration.Refused(String reason) -> ledger.restoreRefused(item.get(), reason);
      }
      return Optional.empty();
    } catch (PublishException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private void done(Item item, String note, Lease lease)
      throws StateUnavailableException, StaleWriteException {
    Item kept = item.with(item.progress().in(ItemState.KEPT, note, clock.instant()));
    ledger.restored(kept);
    state.put(kept, lease);
  }
}
