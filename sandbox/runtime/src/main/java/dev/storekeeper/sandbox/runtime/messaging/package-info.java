/** The seams through which one service hands messages to another. No service lives here. */
@NullMarked
package dev.storekeeper.sandbox.runtime.messaging;

import org.jspecify.annotations.NullMarked;
