package dev.storekeeper.codeartifact.version;

/**
 * A version, read by the {@link VersionOrder} of its format. Versions that the format holds equal
 * ({@code 1.0} and {@code 1.0.0} of PyPI) compare as zero and are equal objects. Immutable.
 */
public interface Version extends Comparable<Version> {
  /** The version as it was given. */
  String text();

  /** Whether the format itself counts this version as published before a release. */
  boolean prerelease();

  /**
   * What the format's users call the major version: {@code 1}; with PEP 440's epoch where there is
   * one: {@code 1!2}. Versions that are equal have the same.
   */
  String majorLine();

  /** Major and minor version: {@code 1.4}, or {@code 1.0} if only {@code 1} was written. */
  String minorLine();

  /**
   * What counts as one version in "keep the newest ten". Versions that are equal share a family,
   * and so do a Maven SNAPSHOT and its timestamped builds; otherwise each version has its own. In
   * the order no other family lies between two versions of a family. A text to compare, not to
   * publish.
   */
  String family();

  /**
   * Compares by the order of the format.
   *
   * @throws ClassCastException if the other version is of another format
   */
  @Override
  int compareTo(Version other);
}
