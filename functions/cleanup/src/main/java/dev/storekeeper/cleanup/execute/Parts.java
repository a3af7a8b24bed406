package dev.storekeeper.cleanup.execute;

import dev.storekeeper.cleanup.export.Exports;
import dev.storekeeper.cleanup.record.CleanupLedger;
import dev.storekeeper.cleanup.registry.Registry;
import dev.storekeeper.cleanup.rules.Rules;
import dev.storekeeper.cleanup.state.CleanupState;

/**
 * What carrying out needs.
 *
 * @param registry changes versions
 * @param inspector looks at packages
 * @param state remembers
 * @param exports copies
 * @param ledger records
 * @param rules the present policy
 */
public record Parts(
    Registry registry,
    Inspector inspector,
    CleanupState state,
    Exports exports,
    CleanupLedger ledger,
    Rules rules) {}
