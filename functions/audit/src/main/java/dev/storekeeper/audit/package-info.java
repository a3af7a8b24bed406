/**
 * EventBridge to queue to ledger: turns package-version events into ledger records. Knows nothing
 * of who reads them.
 */
@NullMarked
package dev.storekeeper.audit;

import org.jspecify.annotations.NullMarked;
