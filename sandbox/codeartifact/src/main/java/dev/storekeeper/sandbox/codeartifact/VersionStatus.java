package dev.storekeeper.sandbox.codeartifact;

/**
 * A package version's status, as CodeArtifact's API model names it. {@code Deleted} appears only in
 * results and events.
 */
public enum VersionStatus {
  UNFINISHED("Unfinished"),
  PUBLISHED("Published"),
  UNLISTED("Unlisted"),
  ARCHIVED("Archived"),
  DISPOSED("Disposed"),
  DELETED("Deleted");

  private final String wireName;

  VersionStatus(String wireName) {
    this.wireName = wireName;
  }

  /** The name on the wire, for example {@code Published}. */
  public String wireName() {
    return wireName;
  }

  /** Whether package managers see the version in listings. */
  public boolean listed() {
    return this == PUBLISHED;
  }

  /** Whether package managers may download its assets. */
  public boolean downloadable() {
    return this == PUBLISHED || this == UNLISTED;
  }
}
