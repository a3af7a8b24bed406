package dev.storekeeper.cleanup.scan;

/** What became of a unit of work. */
public sealed interface WorkResult {
  /** It is done, and so is every repetition of it. */
  record Done() implements WorkResult {}

  /** Its time was up; it was sent again and goes on from where it was. */
  record Continued() implements WorkResult {}

  /**
   * Somebody else is at it, or something did not answer; the same message has to come again.
   *
   * @param reason why, for the log
   */
  record Again(String reason) implements WorkResult {}

  /**
   * Nothing can come of it.
   *
   * @param reason why, for people
   */
  record Refused(String reason) implements WorkResult {}
}
