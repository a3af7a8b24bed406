/**
 * The append-only record of everything that happened, and its queries. Nothing here updates or
 * deletes a record, and nothing here knows what a record will be used for.
 */
@NullMarked
package dev.storekeeper.ledger;

import org.jspecify.annotations.NullMarked;
