package dev.storekeeper.sandbox.codeartifact.catalog;

import dev.storekeeper.sandbox.codeartifact.store.Key;

/**
 * A domain's identity.
 *
 * @param owner the 12-digit account that owns it
 * @param name its name, unique within the account
 */
public record DomainId(String owner, String name) {
  String key() {
    return Key.of(owner, name);
  }

  String prefix() {
    return Key.prefix(owner, name);
  }
}
