/** The control plane: CodeArtifact's REST API over the catalog. */
@NullMarked
package dev.storekeeper.sandbox.codeartifact.control;

import org.jspecify.annotations.NullMarked;
