/**
 * A CodeArtifact-compatible server: control plane, package endpoints and events, usable on its own.
 * Knows nothing of the rest of the sandbox or of Storekeeper.
 */
@NullMarked
package dev.storekeeper.sandbox.codeartifact;

import org.jspecify.annotations.NullMarked;
