package dev.storekeeper.token.replay;

import dev.storekeeper.identity.VerifiedToken;
import dev.storekeeper.token.state.StateUnavailableException;
import java.util.Optional;

/** Counts the uses of ID tokens. Implementations are safe for use by many threads. */
public interface ReplayGuard {
  /**
   * Claims one use of a token. Of any number of callers, no more get a claim than its issuer's
   * tokens have uses.
   *
   * @return the claim; absent if the token is used up
   * @throws StateUnavailableException if it cannot be told
   */
  Optional<Claim> claim(VerifiedToken token) throws StateUnavailableException;

  /**
   * Gives a claim back because nothing was vended for it. Giving it back again does nothing.
   *
   * @throws StateUnavailableException if it may not have been given back; the use then stays spent
   */
  void release(Claim claim) throws StateUnavailableException;

  /**
   * A use of a token.
   *
   * @param replayKey the token's replay key
   * @param nonce what tells this claim from all others
   */
  record Claim(String replayKey, String nonce) {}
}
