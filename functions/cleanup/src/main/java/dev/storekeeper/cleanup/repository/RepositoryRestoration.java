package dev.storekeeper.cleanup.repository;

import java.util.List;

/** What became of an attempt to make a deleted repository again. */
public sealed interface RepositoryRestoration {
  /**
   * It is there again.
   *
   * @param versions how many versions have been published again, or were there
   * @param refused how many could not be; the ledger has a finding for each
   * @param missing what of the tombstone could not be given back, for people
   */
  record Restored(long versions, long refused, List<String> missing)
      implements RepositoryRestoration {
    public Restored {
      missing = List.copyOf(missing);
    }
  }

  /** The time was up; the same call goes on from there. */
  record Continued() implements RepositoryRestoration {}

  /**
   * It cannot be made again this way.
   *
   * @param reason why, for people
   */
  record Refused(String reason) implements RepositoryRestoration {}

  /** Somebody else works on the repository; the same call may succeed later. */
  record Busy() implements RepositoryRestoration {}
}
