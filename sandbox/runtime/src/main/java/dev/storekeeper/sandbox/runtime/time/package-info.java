/** Time in the sandbox: the virtual clock and what runs on it. */
@NullMarked
package dev.storekeeper.sandbox.runtime.time;

import org.jspecify.annotations.NullMarked;
