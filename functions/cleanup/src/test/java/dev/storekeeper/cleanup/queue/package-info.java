/** Tests of queues of work. */
@NullMarked
package dev.storekeeper.cleanup.queue;

import org.jspecify.annotations.NullMarked;
