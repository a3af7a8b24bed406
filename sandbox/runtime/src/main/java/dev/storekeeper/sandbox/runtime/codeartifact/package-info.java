/**
 * Joins the CodeArtifact server to the sandbox: its callers, their permissions and the domains and
 * repositories of a template. The server itself lives in a module of its own.
 */
@NullMarked
package dev.storekeeper.sandbox.runtime.codeartifact;

import org.jspecify.annotations.NullMarked;
