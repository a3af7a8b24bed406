/** The ledger records of cleanup. */
@NullMarked
package dev.storekeeper.cleanup.record;

import org.jspecify.annotations.NullMarked;
