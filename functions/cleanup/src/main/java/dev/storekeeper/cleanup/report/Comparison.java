package dev.storekeeper.cleanup.report;

import dev.storekeeper.codeartifact.PackageVersion;

/** What a plan has to do with the one before it. */
sealed interface Comparison {
  /**
   * A version of which they differ.
   *
   * @param version which one
   * @param reason why it goes, stays, or went
   */
  record Change(PackageVersion version, String reason) {}

  /**
   * How they differ.
   *
   * @param previous the other plan's id
   * @param still how many versions both select
   * @param inFlight how many the other plan selected that are being removed by now
   * @param selected what only this one selects, and why
   * @param stays what only the other one selected and is still there, and why it stays
   * @param gone what only the other one selected and is no longer there, and why it was selected
   */
  record Changes(
      String previous,
      long still,
      long inFlight,
      Listed<Change> selected,
      Listed<Change> stays,
      Listed<Change> gone)
      implements Comparison {}

  /**
   * They were not compared.
   *
   * @param why for people
   */
  record None(String why) implements Comparison {}
}
