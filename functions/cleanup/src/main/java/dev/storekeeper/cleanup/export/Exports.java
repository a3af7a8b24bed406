package dev.storekeeper.cleanup.export;

import dev.storekeeper.codeartifact.PackageVersion;

/** Copies versions to the bucket. Safe for use by many threads. */
public interface Exports {
  /**
   * Copies every asset and the metadata of a version, unless that was done before. The version must
   * still be Published, Unlisted or Unfinished: assets of archived ones cannot be downloaded.
   *
   * @param revision the revision that it must have
   * @return the key of the manifest, which is written last
   * @throws ExportException if anything of it could not be copied or has another hash than
   *     CodeArtifact says
   */
  String export(PackageVersion version, String revision) throws ExportException;

  /**
   * Asks the bucket whether everything that a manifest names is still there with its hash.
   *
   * @throws ExportException if anything is missing or differs, or if that cannot be found out
   */
  void verify(String manifest, PackageVersion version, String revision) throws ExportException;
}
