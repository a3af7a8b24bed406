/** Starts the sandbox for a person and plays the main job once before their eyes. */
@NullMarked
package dev.storekeeper.sandbox.tour;

import org.jspecify.annotations.NullMarked;
