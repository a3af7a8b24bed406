/**
 * What every handler needs: queue batches with partial failures, structured logs, metrics and its
 * environment. No business decision lives here.
 */
@NullMarked
package dev.storekeeper.lambda;

import org.jspecify.annotations.NullMarked;
