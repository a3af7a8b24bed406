package dev.storekeeper.cleanup.repository;

import dev.storekeeper.cleanup.bucket.Bucket;
import dev.storekeeper.cleanup.export.Exports;
import dev.storekeeper.cleanup.publish.Pause;
import dev.storekeeper.cleanup.registry.Registry;
import dev.storekeeper.cleanup.registry.RepositoryRegistry;
import dev.storekeeper.cleanup.state.CleanupState;

/**
 * What removing repositories needs.
 *
 * @param registry lists packages and versions
 * @param repositories changes repositories and policies; its role is one that the freeze exempts
 * @param inspector looks at repositories
 * @param state remembers
 * @param exports copies; its role is one that the freeze exempts
 * @param bucket keeps what is left
 * @param ledger records
 * @param rules the present policy
 * @param freeze how a repository is frozen
 * @param pause how to wait until a policy that was just changed is in force
 */
public record RepositoryParts(
    Registry registry,
    RepositoryRegistry repositories,
    RepositoryInspector inspector,
    CleanupState state,
    Exports exports,
    Bucket bucket,
    RepositoryLedger ledger,
    RepositoryRules rules,
    FreezeStatement freeze,
    Pause pause) {
  RepositoryItems items() {
    return new RepositoryItems(state);
  }
}
