package dev.storekeeper.token.exchange;

import dev.storekeeper.identity.VerifiedToken;
import dev.storekeeper.trust.AccessRequest;
import dev.storekeeper.trust.Decision;

/** Decides what a caller may do. Implementations are safe for use by many threads. */
@FunctionalInterface
public interface Deciding {
  /** Decides. */
  Decision decide(VerifiedToken token, AccessRequest request);
}
