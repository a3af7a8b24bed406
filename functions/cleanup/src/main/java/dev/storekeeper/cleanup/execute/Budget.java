package dev.storekeeper.cleanup.execute;

import dev.storekeeper.cleanup.item.Item;
import dev.storekeeper.cleanup.registry.RepositoryId;
import dev.storekeeper.cleanup.state.CleanupState;
import dev.storekeeper.cleanup.state.StateUnavailableException;
import dev.storekeeper.retention.Limits;
import java.time.Instant;

/** How much may change in 24 hours without a person, so that small plans do not add up. */
final class Budget {
  private Budget() {}

  /** Counts an item unless it is one too many. */
  static boolean allows(Parts parts, Item item, Instant now) throws StateUnavailableException {
    CleanupState state = parts.state();
    Limits limits = parts.rules().limits();
    String domain = RepositoryId.of(item.version().coordinates()).domain().toString();
    if (!state.spend(domain + " items", 1, limits.items(), now)) {
      return false;
    }
    if (!state.spend(domain + " bytes", item.bytes(), limits.bytes(), now)) {
      state.spend(domain + " items", -1, limits.items(), now);
      return false;
    }
    return true;
  }
}
