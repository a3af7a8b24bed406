/** Makes CodeArtifact tokens: AssumeRole, GetAuthorizationToken, GetRepositoryEndpoint. */
@NullMarked
package dev.storekeeper.token.vending;

import org.jspecify.annotations.NullMarked;
