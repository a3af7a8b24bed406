package dev.storekeeper.cleanup.repository;

/** Where a repository is on its way out. */
public enum RepositoryState {
  /** In an approved plan; nothing has changed yet. */
  PLANNED,
  /** Being given the tag with its date; whether that happened is not known yet. */
  TAGGING,
  /** Tagged: whoever removes the tag keeps it. */
  TAGGED,
  /** Being frozen; whether that happened is not known yet. */
  FREEZING,
  /** Refuses reads and publishes; being copied once that has lasted. */
  FROZEN,
  /** The interlock of its domain is being opened for it. */
  UNLOCKING,
  /** Being deleted; whether that happened is not known yet. */
  DELETING,
  /** Being given back; whether that happened is not known yet. */
  UNDOING,
  /** Deleted by cleanup; the end. */
  DELETED,
  /** It stays; the end. The item's note says why. */
  KEPT;

  /** Whether nothing more happens to it. */
  public boolean isFinal() {
    return this == DELETED || this == KEPT;
  }
}
