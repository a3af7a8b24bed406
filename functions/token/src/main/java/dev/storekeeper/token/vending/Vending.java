package dev.storekeeper.token.vending;

import dev.storekeeper.trust.Grant;

/** Makes tokens. Implementations are safe for use by many threads. */
public interface Vending {
  /**
   * Makes a token that can do what a grant says and no more.
   *
   * @throws VendingException if none was made
   */
  VendedToken vend(Grant grant, Attribution attribution) throws VendingException;
}
