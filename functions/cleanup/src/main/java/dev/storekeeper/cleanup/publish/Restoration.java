package dev.storekeeper.cleanup.publish;

import dev.storekeeper.codeartifact.PackageVersion;

/** What became of an attempt to publish an export again. */
public sealed interface Restoration {
  /**
   * It is there again: every asset has the hash of the manifest.
   *
   * @param version where
   * @param revision the revision that it has now
   * @param status the status that it has now, which is the one of the manifest
   */
  record Restored(PackageVersion version, String revision, String status) implements Restoration {}

  /**
   * All of it was there before, and nothing was changed. An archived one is to be given back by its
   * status.
   *
   * @param version where
   * @param revision the revision that it has
   * @param status the status that it has
   */
  record AlreadyThere(PackageVersion version, String revision, String status)
      implements Restoration {}

  /**
   * It cannot be restored this way.
   *
   * @param reason why, and what can be done, for people
   */
  record Refused(String reason) implements Restoration {}
}
