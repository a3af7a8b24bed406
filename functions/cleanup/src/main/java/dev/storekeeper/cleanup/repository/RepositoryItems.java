package dev.storekeeper.cleanup.repository;

import dev.storekeeper.cleanup.registry.RepositoryId;
import dev.storekeeper.cleanup.state.CleanupState;
import dev.storekeeper.cleanup.state.Lease;
import dev.storekeeper.cleanup.state.StaleWriteException;
import dev.storekeeper.cleanup.state.StateUnavailableException;
import java.util.Optional;

/** The items of repositories, as notes under the lease of their work. Thread-safe. */
public final class RepositoryItems {
  private final CleanupState state;

  /** Those in this state. */
  public RepositoryItems(CleanupState state) {
    this.state = state;
  }

  /** The last item of a repository, whatever its state. */
  public Optional<RepositoryItem> find(RepositoryId repository) throws StateUnavailableException {
    return state.note(RepositoryWork.of(repository)).map(RepositoryItemText::read);
  }

  /** Writes an item, if the lease is still the last one of its work. */
  void write(RepositoryItem item, Lease lease)
      throws StateUnavailableException, StaleWriteException {
    state.note(RepositoryWork.of(item.repository()), RepositoryItemText.write(item), lease);
  }
}
