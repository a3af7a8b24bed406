package dev.storekeeper.cleanup.item;

import java.time.Instant;

/** What is to be done with an item now. */
public sealed interface Step {
  /**
   * Nothing before a time.
   *
   * @param until when to look again
   * @param why for people
   */
  record Wait(Instant until, String why) implements Step {}

  /**
   * It stays as it is, for good: nothing was changed, or somebody else changed it.
   *
   * @param why for people
   */
  record Keep(String why) implements Step {}

  /** A copy is made while its assets can still be downloaded. */
  record Export() implements Step {}

  /**
   * It is given a status in which it is hidden.
   *
   * @param from the status that it has and must still have
   * @param target {@code Unlisted} or {@code Archived}
   */
  record Hide(String from, String target) implements Step {}

  /** It is deleted, if it is still archived. */
  record Delete() implements Step {}

  /**
   * It gets its former status back.
   *
   * @param from the status that it has and must still have
   * @param target the status that it gets
   * @param why for people
   */
  record Restore(String from, String target, String why) implements Step {}

  /**
   * Somebody tried to read what is hidden: it is held until a person decides.
   *
   * @param at when
   * @param why for people
   */
  record Hold(Instant at, String why) implements Step {}

  /** It turns out to be hidden: what was under way has happened. */
  record FoundHidden() implements Step {}

  /** It turns out to be gone: what was under way has happened. */
  record FoundDeleted() implements Step {}

  /** It turns out to have its former status: what was under way has happened. */
  record FoundRestored() implements Step {}
}
