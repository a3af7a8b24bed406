package dev.storekeeper.token.exchange;

import dev.storekeeper.token.refusal.RefusedException;

/** Decodes a request when its turn has come. */
@FunctionalInterface
public interface Decoding {
  /**
   * Decodes the request.
   *
   * @throws RefusedException if it is malformed or presents no credential, or more than one
   */
  ExchangeRequest decode() throws RefusedException;
}
