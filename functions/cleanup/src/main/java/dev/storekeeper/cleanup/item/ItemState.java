package dev.storekeeper.cleanup.item;

/** Where a version is on its way out. */
public enum ItemState {
  /** In an approved plan; nothing has changed yet. */
  PLANNED,
  /** Being unlisted or archived; whether that happened is not known yet. */
  HIDING,
  /** Unlisted or archived, and in its grace. */
  HIDDEN,
  /** Being deleted; whether that happened is not known yet. */
  DELETING,
  /** Being given its former status back; whether that happened is not known yet. */
  RESTORING,
  /** Deleted by cleanup; the end. */
  DELETED,
  /** It stays; the end. The item's note says why. */
  KEPT;

  /** Whether nothing more happens to it. */
  public boolean isFinal() {
    return this == DELETED || this == KEPT;
  }
}
