package dev.storekeeper.token.exchange;

import dev.storekeeper.identity.IdToken;
import dev.storekeeper.identity.KeysUnavailableException;
import dev.storekeeper.identity.TokenRejectedException;
import dev.storekeeper.identity.VerifiedToken;

/** Verifies ID tokens. Implementations are safe for use by many threads. */
@FunctionalInterface
public interface Verification {
  /** Verifies a token. */
  VerifiedToken verify(IdToken token) throws TokenRejectedException, KeysUnavailableException;
}
