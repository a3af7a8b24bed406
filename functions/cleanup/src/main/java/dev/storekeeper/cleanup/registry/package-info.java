/**
 * CodeArtifact as cleanup sees it. Besides, only what copies versions and what publishes them again
 * calls it.
 */
@NullMarked
package dev.storekeeper.cleanup.registry;

import org.jspecify.annotations.NullMarked;
