package dev.storekeeper.cleanup.repository;

import dev.storekeeper.retention.CleanupPolicy;
import dev.storekeeper.retention.RepositoryPhases;
import java.time.Instant;
import java.util.Optional;

/** What a policy file says about removing repositories. */
public record PolicyRepositoryRules(CleanupPolicy policy) implements RepositoryRules {
  @Override
  public Optional<String> policyRevision(String name) {
    return policy.policies().contains(name)
        ? Optional.of(policy.policyRevision(name))
        : Optional.empty();
  }

  @Override
  public Optional<RepositoryPhases> phases(String name) {
    if (!policy.policies().contains(name)) {
      return Optional.empty();
    }
    try {
      return Optional.of(policy.repositoryPhases(name));
    } catch (IllegalArgumentException aboutVersions) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<Instant> frozenUntil(Instant time) {
    return policy.frozenUntil(time);
  }
}
