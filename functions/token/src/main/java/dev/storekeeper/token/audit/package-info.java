/** The ledger records of exchanges, and the exact count of those that were refused. */
@NullMarked
package dev.storekeeper.token.audit;

import org.jspecify.annotations.NullMarked;
