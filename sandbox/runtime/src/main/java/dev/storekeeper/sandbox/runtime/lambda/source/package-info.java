/**
 * Reads queues and streams for event source mappings and pipes: batches, filters, retries, and
 * positions that survive a restart. What is done with a batch is a handler's business.
 */
@NullMarked
package dev.storekeeper.sandbox.runtime.lambda.source;

import org.jspecify.annotations.NullMarked;
