/**
 * Starts the sandbox for a person and plays the main job once before their eyes. Knows Storekeeper
 * only by what its template and its APIs show; what the sandbox is made of is not here.
 */
@NullMarked
package dev.storekeeper.sandbox.tour;

import org.jspecify.annotations.NullMarked;
