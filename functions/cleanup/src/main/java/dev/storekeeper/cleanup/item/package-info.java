/** A package version on its way out: its states, what holds it, and the one step that is due. */
@NullMarked
package dev.storekeeper.cleanup.item;

import org.jspecify.annotations.NullMarked;
