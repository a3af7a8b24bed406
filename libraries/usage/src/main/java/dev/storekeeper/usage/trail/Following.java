package dev.storekeeper.usage.trail;

/** How a digest stands to a chain. */
public sealed interface Following {
  /** It is the next one. */
  record Continues() implements Following {}

  /**
   * The digests in between are not known yet.
   *
   * @param previous the one before it
   */
  record Gap(TrailFile previous) implements Following {}

  /**
   * It never will be the next one.
   *
   * @param reason why, for people
   */
  record Breaks(String reason) implements Following {}
}
