package dev.storekeeper.cleanup.control;

import java.io.IOException;

/** Sends the work of plans. May be called more than once. Safe for use by many threads. */
public interface Seeding {
  /** Has the items of an approved plan made. */
  void start(String plan) throws IOException;

  /** Makes the work of all packages of a plan due now. */
  void wake(String plan) throws IOException;

  /** Has the work of a package done now, instead of when the schedule looks for what is due. */
  void work(String work) throws IOException;
}
