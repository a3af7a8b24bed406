package dev.storekeeper.sandbox.codeartifact.catalog;

import dev.storekeeper.sandbox.codeartifact.store.AssetFiles;
import dev.storekeeper.sandbox.codeartifact.store.Key;
import dev.storekeeper.sandbox.codeartifact.store.MetadataStore;

/**
 * Counts who refers to which bytes: bytes that nobody refers to any more are deleted after the
 * commit, and a domain's size counts each content once. To be used within a change.
 */
final class AssetReferences {
  private final MetadataStore store;
  private final Tables tables;
  private final AssetFiles files;

  AssetReferences(MetadataStore store, Tables tables, AssetFiles files) {
    this.store = store;
    this.tables = tables;
    this.files = files;
  }

  void add(DomainId domain, Asset asset) {
    String key = key(domain, asset);
    long count = tables.references.get(key).orElse(0L);
    tables.references.put(key, count + 1);
    if (count == 0) {
      resize(domain, asset.view().size());
    }
  }

  void remove(DomainId domain, Asset asset) {
    String key = key(domain, asset);
    long count = tables.references.get(key).orElse(0L);
    if (count > 1) {
      tables.references.put(key, count - 1);
      return;
    }
    tables.references.remove(key);
    resize(domain, -asset.view().size());
    if (!referenced(asset.sha256())) {
      store.afterCommit(() -> files.delete(asset.sha256()));
    }
  }

  boolean referenced(String sha256) {
    return tables.references.rows(Key.prefix(sha256)).findAny().isPresent();
  }

  private void resize(DomainId domain, long difference) {
    tables
        .domains
        .get(domain.key())
        .ifPresent(found ->
            tables.domains.put(
                domain.key(), found.withAssetBytes(found.assetBytes() + difference)));
  }

  private static String key(DomainId domain, Asset asset) {
    return Key.of(asset.sha256(), domain.owner(), domain.name());
  }
}
