/**
 * Standard queues with their API, in memory: visibility, delays, retention and redrive in virtual
 * time. FIFO queues and message move tasks are not served.
 */
@NullMarked
package dev.storekeeper.sandbox.runtime.sqs;

import org.jspecify.annotations.NullMarked;
