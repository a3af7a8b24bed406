/**
 * Turns ledger stream records into the events of the storekeeper bus. A pure translation: it calls
 * no service and takes no decision.
 */
@NullMarked
package dev.storekeeper.announcement;

import org.jspecify.annotations.NullMarked;
