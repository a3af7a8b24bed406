package dev.storekeeper.identity;

import java.net.URI;
import java.util.Set;

/** Where an issuer's signing keys come from. */
public sealed interface KeyLocation {
  /**
   * OpenID Connect discovery at the issuer's URL.
   *
   * @param hosts hosts besides the issuer's own that may serve the keys, in lower case
   */
  record Discovery(Set<String> hosts) implements KeyLocation {
    public Discovery {
      hosts = Set.copyOf(hosts);
    }
  }

  /**
   * A key set at a fixed address.
   *
   * @param uri the address
   */
  record Remote(URI uri) implements KeyLocation {}

  /**
   * A key set in the policy itself, for an issuer that cannot be reached.
   *
   * @param jwks the key set as JSON (RFC 7517 section 5)
   */
  record Static(String jwks) implements KeyLocation {}
}
