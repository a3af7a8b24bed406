package dev.storekeeper.cleanup.repository;

import java.time.Instant;
import java.time.LocalDate;

/** What is to be done with a repository now. */
public sealed interface RepositoryStep {
  /**
   * Nothing before a time.
   *
   * @param until when to look again
   * @param why for people
   */
  record Wait(Instant until, String why) implements RepositoryStep {}

  /**
   * It stays as it is, for good: nothing was changed, or it is not there.
   *
   * @param why for people
   */
  record Keep(String why) implements RepositoryStep {}

  /**
   * It gets cleanup's tag.
   *
   * @param date the day on which it is frozen, UTC
   */
  record Tag(LocalDate date) implements RepositoryStep {}

  /**
   * People are told that it will be frozen.
   *
   * @param days which of the notices, by its days before the freeze
   */
  record Notice(int days) implements RepositoryStep {}

  /** It refuses reads and publishes from now on, or is found to do so. */
  record Freeze() implements RepositoryStep {}

  /** Its versions are copied, from where that was left. */
  record Export() implements RepositoryStep {}

  /** The interlock is opened, everything is asked again, it is deleted, the interlock is closed. */
  record Delete() implements RepositoryStep {}

  /** It turns out to be gone: what was under way has happened. */
  record FoundDeleted() implements RepositoryStep {}

  /** The interlock is closed, before anything else. */
  record Relock() implements RepositoryStep {}

  /**
   * Somebody tried to use it while it is frozen: it is held until a person decides.
   *
   * @param at when
   * @param why for people
   */
  record Hold(Instant at, String why) implements RepositoryStep {}

  /**
   * It is given back as it was, and stays.
   *
   * @param why for people
   */
  record Undo(String why) implements RepositoryStep {}
}
