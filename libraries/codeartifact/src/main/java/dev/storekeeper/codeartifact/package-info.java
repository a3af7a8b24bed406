/**
 * CodeArtifact's vocabulary: coordinates, ARNs, the package-version event and the calls that
 * Storekeeper makes to the service. No decisions of any function live here.
 */
@NullMarked
package dev.storekeeper.codeartifact;

import org.jspecify.annotations.NullMarked;
