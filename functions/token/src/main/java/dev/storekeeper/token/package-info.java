/**
 * The token endpoint: a CI job's ID token for a short-lived, narrow CodeArtifact token. What an
 * identity is and what it may do are decided in the libraries identity and trust.
 */
@NullMarked
package dev.storekeeper.token;

import org.jspecify.annotations.NullMarked;
