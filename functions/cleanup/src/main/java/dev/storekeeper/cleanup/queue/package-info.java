/** Messages of work between the functions of cleanup. */
@NullMarked
package dev.storekeeper.cleanup.queue;

import org.jspecify.annotations.NullMarked;
