package dev.storekeeper.identity;

import dev.storekeeper.identity.web.FetchException;

/** Fetches an issuer's key set from where the issuer publishes it. */
@FunctionalInterface
interface KeyFetcher {
  /**
   * The set as it is now.
   *
   * @throws FetchException if it cannot be had, or has no usable key
   */
  KeySet fetch(Issuer issuer) throws FetchException;
}
