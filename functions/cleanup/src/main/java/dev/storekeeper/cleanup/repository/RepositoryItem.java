package dev.storekeeper.cleanup.repository;

import dev.storekeeper.cleanup.registry.RepositoryId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A repository on its way out.
 *
 * @param repository which one
 * @param plan the id of the plan that it is in
 * @param policy the name of the policy that selected it
 * @param policyRevision that policy's revision when it did
 * @param reason why, for people
 * @param lastPublish the last publish into it that the plan's scan found; absent if it found none
 * @param tags its tags when the plan was made; whoever owns it may be among them
 * @param progress how far it is
 */
public record RepositoryItem(
    RepositoryId repository,
    String plan,
    String policy,
    String policyRevision,
    String reason,
    Optional<Instant> lastPublish,
    Map<String, String> tags,
    RepositoryProgress progress) {
  public RepositoryItem {
    tags = Map.copyOf(tags);
  }

  /** The same, further. */
  public RepositoryItem with(RepositoryProgress next) {
    return new RepositoryItem(
        repository, plan, policy, policyRevision, reason, lastPublish, tags, next);
  }

  /** Where it is. */
  public RepositoryState state() {
    return progress.state();
  }

  /** When it is frozen, or once it is, deleted, at the earliest. */
  public Instant due() {
    return progress.due();
  }
}
