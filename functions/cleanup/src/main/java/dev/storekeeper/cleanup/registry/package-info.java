/** CodeArtifact as cleanup sees it. No other package of this function calls it. */
@NullMarked
package dev.storekeeper.cleanup.registry;

import org.jspecify.annotations.NullMarked;
