package dev.storekeeper.retention;

/** What has to be asked before a version can be decided about. */
public enum Question {
  /** When the version was published. */
  PUBLISHED,
  /** When the version was last read. */
  READS,
  /** How large the version is. */
  BYTES
}
