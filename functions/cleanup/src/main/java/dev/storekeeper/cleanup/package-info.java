/**
 * Finds stale package versions and repositories on a schedule and removes them so that it can be
 * undone: scan, plan, notice, archive, grace, re-check, delete. What may go is decided in
 * libraries/retention; here is how.
 */
@NullMarked
package dev.storekeeper.cleanup;

import org.jspecify.annotations.NullMarked;
