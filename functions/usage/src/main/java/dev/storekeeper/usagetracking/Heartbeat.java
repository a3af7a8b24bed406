package dev.storekeeper.usagetracking;

/**
 * Makes a read-only call of CodeArtifact that the trail has to show, so that a trail which does not
 * record reads is told from a time without any.
 */
@FunctionalInterface
interface Heartbeat {
  /**
   * Makes the call.
   *
   * @throws RuntimeException if CodeArtifact does not answer; CloudTrail records that call as well
   */
  void beat();
}
