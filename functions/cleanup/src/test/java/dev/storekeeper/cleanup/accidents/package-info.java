/** Accidents that other cleaners had, tried on this one. */
@NullMarked
package dev.storekeeper.cleanup.accidents;

import org.jspecify.annotations.NullMarked;
