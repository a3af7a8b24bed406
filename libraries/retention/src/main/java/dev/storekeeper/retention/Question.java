package dev.storekeeper.retention;

/** What has to be asked before a version can be decided about. */
public enum Question {
  /** When the version was published. */
  PUBLISHED,
  /** When the version was last read. */
  READS,
  /** How large the version is. */
  BYTES,
  /** Which npm dist-tags name the version. Asked only if it would go otherwise. */
  DIST_TAGS
}
