package dev.storekeeper.cleanup.registry;

/**
 * How archived versions are listed. The API model says that a listing without a status has every
 * status; that archived ones are among them is not confirmed.
 */
public enum ArchivedVersions {
  /** They are taken from the one listing. */
  LISTED,
  /**
   * If the listing has none, they are asked for by themselves. That is a second call for nearly
   * every package; what it finds is put at the end, so that the list is not sorted any more.
   */
  ASKED_FOR
}
