/**
 * Standard topics with their API, in memory, and what happens to a published message: filters,
 * deliveries to queues, functions, loopback HTTP endpoints and mail files, retries and dead
 * letters.
 */
@NullMarked
package dev.storekeeper.sandbox.runtime.sns;

import org.jspecify.annotations.NullMarked;
