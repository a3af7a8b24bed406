package dev.storekeeper.sandbox.codeartifact.catalog;

import dev.storekeeper.sandbox.codeartifact.VersionStatus;

/**
 * What happened to a version, as its event tells it.
 *
 * @param key the package
 * @param version the version
 * @param state its status after the change
 * @param revision its revision after the change
 * @param operation what kind of change it is
 * @param assetsAdded how many assets came
 * @param assetsRemoved how many assets went
 * @param metadataUpdated whether what the artifact says of the version changed
 * @param statusChanged whether the status changed
 */
record VersionChange(
    PackageKey key,
    String version,
    VersionStatus state,
    String revision,
    Operation operation,
    int assetsAdded,
    int assetsRemoved,
    boolean metadataUpdated,
    boolean statusChanged) {

  /** The kinds of change; the names are those of {@code detail.operationType}. */
  enum Operation {
    CREATED("Created"),
    UPDATED("Updated"),
    DELETED("Deleted");

    private final String wireName;

    Operation(String wireName) {
      this.wireName = wireName;
    }

    String wireName() {
      return wireName;
    }
  }

  static VersionChange created(PackageKey key, Version version, int assets) {
    return new VersionChange(
        key,
        version.name(),
        version.status(),
        version.revision(),
        Operation.CREATED,
        assets,
        0,
        true,
        true);
  }

  static VersionChange assetsAdded(PackageKey key, Version version, int assets) {
    return new VersionChange(
        key,
        version.name(),
        version.status(),
        version.revision(),
        Operation.UPDATED,
        assets,
        0,
        false,
        false);
  }

  static VersionChange replaced(PackageKey key, Version version, int added, int removed) {
    return new VersionChange(
        key,
        version.name(),
        version.status(),
        version.revision(),
        Operation.UPDATED,
        added,
        removed,
        true,
        false);
  }

  VersionChange withStatusChanged() {
    return new VersionChange(
        key,
        version,
        state,
        revision,
        operation,
        assetsAdded,
        assetsRemoved,
        metadataUpdated,
        true);
  }

  static VersionChange statusChanged(PackageKey key, Version version, int assetsRemoved) {
    Operation operation =
        version.status() == VersionStatus.DELETED ? Operation.DELETED : Operation.UPDATED;
    return new VersionChange(
        key,
        version.name(),
        version.status(),
        version.revision(),
        operation,
        0,
        assetsRemoved,
        false,
        true);
  }
}
