package dev.storekeeper.sandbox.codeartifact.catalog;

import dev.storekeeper.sandbox.codeartifact.ServiceException;
import dev.storekeeper.sandbox.codeartifact.VersionStatus;
import dev.storekeeper.sandbox.codeartifact.catalog.BatchResult.ErrorCode;
import dev.storekeeper.sandbox.codeartifact.catalog.BatchResult.Failure;
import dev.storekeeper.sandbox.codeartifact.catalog.BatchResult.Success;
import dev.storekeeper.sandbox.codeartifact.store.MetadataStore;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** How versions change status, are disposed of and are deleted. */
public final class VersionChanges {
  private final MetadataStore store;
  private final Tables tables;
  private final Repositories repositories;
  private final Packages packages;
  private final VersionWriter writer;
  private final Outbox outbox;
  private final Identifiers identifiers;
  private final Clock clock;

  VersionChanges(
      MetadataStore store,
      Tables tables,
      Repositories repositories,
      Packages packages,
      VersionWriter writer,
      Outbox outbox,
      Identifiers identifiers,
      Clock clock) {
    this.store = store;
    this.tables = tables;
    this.repositories = repositories;
    this.packages = packages;
    this.writer = writer;
    this.outbox = outbox;
    this.identifiers = identifiers;
    this.clock = clock;
  }

  /**
   * Brings all versions of a batch to a status; {@code DISPOSED} purges their assets, {@code
   * DELETED} removes them. If one cannot be changed none is, and those that could are {@code
   * SKIPPED}.
   *
   * @throws ServiceException 404 if the repository does not hold the package
   */
  public BatchResult change(PackageKey key, Batch batch, VersionStatus target) {
    return store.write(() -> {
      packages.require(key);
      Map<String, Failure> failures = failures(key, batch, target);
      if (!failures.isEmpty()) {
        return BatchResult.failed(batch.versions(), failures);
      }
      Repository repository = repositories.require(key.repository());
      Map<String, Success> successes = new LinkedHashMap<>();
      for (String name : batch.versions()) {
        Version changed = apply(repository, key, name, target);
        successes.put(name, new Success(changed.revision(), changed.status()));
      }
      return new BatchResult(successes, Map.of());
    });
  }

  /**
   * Deletes a package with all its versions and its origin controls.
   *
   * @return the origin controls that it had
   * @throws ServiceException 404 if the repository does not hold the package
   */
  public OriginControls deletePackage(PackageKey key) {
    return store.write(() -> {
      OriginControls controls = packages.require(key);
      Repository repository = repositories.require(key.repository());
      for (Version version : packages.versions(key)) {
        apply(repository, key, version.name(), VersionStatus.DELETED);
      }
      tables.packages.remove(key.key());
      return controls;
    });
  }

  private Map<String, Failure> failures(PackageKey key, Batch batch, VersionStatus target) {
    Map<String, Failure> failures = new LinkedHashMap<>();
    for (String name : batch.versions()) {
      failure(batch, name, tables.versions.get(key.versionKey(name)), target)
          .ifPresent(failure -> failures.put(name, failure));
    }
    return failures;
  }

  private static Optional<Failure> failure(
      Batch batch, String name, Optional<Version> found, VersionStatus target) {
    if (found.isEmpty()) {
      return Optional.of(new Failure(ErrorCode.NOT_FOUND, "version " + name + " does not exist"));
    }
    Version version = found.get();
    String expectedRevision = batch.revisions().get(name);
    if (expectedRevision != null && !expectedRevision.equals(version.revision())) {
      return Optional.of(
          new Failure(
              ErrorCode.MISMATCHED_REVISION,
              "current revision: "
                  + version.revision()
                  + ", expected revision: "
                  + expectedRevision));
    }
    if (batch.expectedStatus().filter(expected -> expected != version.status()).isPresent()) {
      return Optional.of(
          new Failure(
              ErrorCode.MISMATCHED_STATUS,
              "current status: "
                  + version.status().wireName()
                  + ", expected status: "
                  + batch.expectedStatus().get().wireName()));
    }
    if (!StatusMachine.allows(version.status(), target)) {
      return Optional.of(
          new Failure(
              ErrorCode.NOT_ALLOWED,
              "a version that is "
                  + version.status().wireName()
                  + " cannot become "
                  + target.wireName()));
    }
    return Optional.empty();
  }

  private Version apply(Repository repository, PackageKey key, String name, VersionStatus target) {
    String versionKey = key.versionKey(name);
    Version version =
        tables
            .versions
            .get(versionKey)
            .orElseThrow(() -> new IllegalStateException("Version " + name + " vanished"));
    if (version.status() == target) {
      return version;
    }
    Version changed = version.with(target, identifiers.revision());
    int removed = 0;
    switch (target) {
      case DISPOSED -> {
        removed = writer.removeAssets(key, name);
        tables.versions.put(versionKey, changed);
      }
      case DELETED -> {
        removed = writer.removeAssets(key, name);
        tables.metadata.remove(versionKey);
        tables.versions.remove(versionKey);
      }
      case PUBLISHED -> {
        boolean first = version.status() == VersionStatus.UNFINISHED;
        changed = first ? changed.with(clock.instant()) : changed;
        tables.versions.put(versionKey, changed);
      }
      case UNFINISHED, UNLISTED, ARCHIVED -> tables.versions.put(versionKey, changed);
    }
    outbox.add(repository, VersionChange.statusChanged(key, changed, removed));
    return changed;
  }
}
