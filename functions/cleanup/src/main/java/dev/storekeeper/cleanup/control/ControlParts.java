package dev.storekeeper.cleanup.control;

import dev.storekeeper.cleanup.bucket.Bucket;
import dev.storekeeper.cleanup.registry.DomainId;
import dev.storekeeper.cleanup.state.CleanupState;
import dev.storekeeper.ledger.Ledger;
import dev.storekeeper.retention.CleanupPolicy;
import java.time.Clock;
import java.util.List;

/**
 * What answering needs.
 *
 * @param state what cleanup remembers
 * @param bucket where the plans' files are
 * @param ledger where everything is recorded
 * @param policy the present policy
 * @param domains the domains that are cleaned up
 * @param scans starts scans
 * @param seeding sends the work of plans
 * @param restores has deleted versions published again
 * @param explaining decides about versions and repositories as they are now
 * @param reports where reports are
 * @param clock the time
 */
public record ControlParts(
    CleanupState state,
    Bucket bucket,
    Ledger ledger,
    CleanupPolicy policy,
    List<DomainId> domains,
    Scans scans,
    Seeding seeding,
    Restores restores,
    Explaining explaining,
    Reports reports,
    Clock clock) {
  public ControlParts {
    domains = List.copyOf(domains);
  }
}
