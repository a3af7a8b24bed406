/** The cleanup policy, as far as the rest of the function needs it. */
@NullMarked
package dev.storekeeper.cleanup.rules;

import org.jspecify.annotations.NullMarked;
