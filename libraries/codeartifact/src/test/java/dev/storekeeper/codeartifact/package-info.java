/** Tests of CodeArtifact's vocabulary. */
@NullMarked
package dev.storekeeper.codeartifact;

import org.jspecify.annotations.NullMarked;
