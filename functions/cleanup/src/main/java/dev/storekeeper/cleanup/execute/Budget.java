package dev.storekeeper.cleanup.execute;

import dev.storekeeper.cleanup.item.Item;
import dev.storekeeper.cleanup.registry.RepositoryId;
import dev.storekeeper.cleanup.state.StateUnavailableException;
import java.time.Instant;

/** How much may change in 24 hours without a person, so that small plans do not add up. */
final class Budget {
  private Budget() {}

  /** Counts an item unless it is one too many. */
  static boolean allows(Parts parts, Item item, Instant now) throws StateUnavailableException {
    String domain = RepositoryId.of(item.version().coordinates()).domain().toString();
    return parts.state().spend(domain + " items", 1, parts.rules().limits().items(), now)
        && parts
            .state()
            .spend(domain + " bytes", item.bytes(), parts.rules().limits().bytes(), now);
  }
}
