/** EventBridge Pipes: from a queue or stream, through a filter and a function, to a target. */
@NullMarked
package dev.storekeeper.sandbox.runtime.pipes;

import org.jspecify.annotations.NullMarked;
