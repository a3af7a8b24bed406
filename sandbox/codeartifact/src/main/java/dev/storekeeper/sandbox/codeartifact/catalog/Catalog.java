package dev.storekeeper.sandbox.codeartifact.catalog;

import dev.storekeeper.sandbox.codeartifact.CodeArtifactSettings;
import dev.storekeeper.sandbox.codeartifact.store.AssetFiles;
import dev.storekeeper.sandbox.codeartifact.store.MetadataStore;
import dev.storekeeper.sandbox.codeartifact.store.StateFolder;
import java.io.IOException;
import java.time.Clock;

/** All that the server knows, in one state folder. Safe for use by many threads. */
public final class Catalog implements AutoCloseable {
  private final StateFolder folder;
  private final MetadataStore store;
  private final AssetFiles files;
  private final Arns arns;
  private final Outbox outbox;
  private final Tokens tokens;
  private final Domains domains;
  private final Repositories repositories;
  private final Policies policies;
  private final Packages packages;
  private final Publications publications;
  private final VersionChanges changes;
  private final Upstreams upstreams;
  private final Retention retention;
  private final Copies copies;

  private Catalog(
      StateFolder folder, MetadataStore store, CodeArtifactSettings settings, Clock clock)
      throws IOException {
    this.folder = folder;
    this.store = store;
    Tables tables = new Tables(store);
    Identifiers identifiers = new Identifiers();
    files = new AssetFiles(folder, settings.maximumAssetBytes());
    arns = new Arns(settings.region());
    outbox = new Outbox(store, tables, arns, clock);
    tokens = new Tokens(store, tables, identifiers, clock);
    domains = new Domains(store, tables, tokens, clock);
    AssetReferences references = new AssetReferences(store, tables, files);
    repositories = new Repositories(store, tables, domains, references, clock);
    policies = new Policies(store, tables, domains, repositories, identifiers);
    packages = new Packages(store, tables, repositories);
    VersionWriter writer =
        new VersionWriter(
            tables, files, references, identifiers, Quotas.assetsPerVersion(settings.region()));
    publications = new Publications(store, tables, repositories, writer, outbox, clock);
    changes =
        new VersionChanges(
            store, tables, repositories, packages, writer, outbox, identifiers, clock);
    upstreams = new Upstreams(store, tables, repositories, packages);
    retention = new Retention(store, tables, repositories, writer, outbox, clock);
    copies = new Copies(store, tables, repositories, packages, upstreams, writer, outbox);
    files.sweep(references::referenced);
  }

  /**
   * Opens the state folder and removes what a crash left behind.
   *
   * @throws IOException if the folder is open elsewhere, damaged or cannot be written
   */
  public static Catalog open(CodeArtifactSettings settings, Clock clock) throws IOException {
    StateFolder folder = StateFolder.open(settings.state());
    boolean opened = false;
    try {
      MetadataStore store = MetadataStore.open(folder.metadata());
      try {
        Catalog catalog = new Catalog(folder, store, settings, clock);
        opened = true;
        return catalog;
      } finally {
        if (!opened) {
          store.close();
        }
      }
    } finally {
      if (!opened) {
        folder.close();
      }
    }
  }

  /** Sets what is run after each change, for example to look into the outbox. */
  public void onChange(Runnable action) {
    store.onCommit(action);
  }

  /** The bytes. */
  public AssetFiles files() {
    return files;
  }

  /** The ARNs of the region. */
  public Arns arns() {
    return arns;
  }

  /** The events that wait. */
  public Outbox outbox() {
    return outbox;
  }

  /** The authorization tokens. */
  public Tokens tokens() {
    return tokens;
  }

  /** The domains. */
  public Domains domains() {
    return domains;
  }

  /** The repositories. */
  public Repositories repositories() {
    return repositories;
  }

  /** The permissions policies. */
  public Policies policies() {
    return policies;
  }

  /** The packages. */
  public Packages packages() {
    return packages;
  }

  /** How assets enter. */
  public Publications publications() {
    return publications;
  }

  /** How versions change. */
  public VersionChanges changes() {
    return changes;
  }

  /** Where packages are looked for. */
  public Upstreams upstreams() {
    return upstreams;
  }

  /** How versions come from upstream. */
  public Retention retention() {
    return retention;
  }

  /** How versions are copied. */
  public Copies copies() {
    return copies;
  }

  @Override
  public void close() throws IOException {
    try (folder) {
      store.close();
    }
  }
}
