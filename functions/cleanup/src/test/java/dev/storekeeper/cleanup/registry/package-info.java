/** Tests of what calls CodeArtifact, and a CodeArtifact in memory. */
@NullMarked
package dev.storekeeper.cleanup.registry;

import org.jspecify.annotations.NullMarked;
