package dev.storekeeper.token.exchange;

import dev.storekeeper.identity.VerifiedToken;
import dev.storekeeper.trust.Decision;

/**
 * What would become of a request.
 *
 * @param token the caller
 * @param decision the decision
 */
public record Explained(VerifiedToken token, Decision decision) {}
