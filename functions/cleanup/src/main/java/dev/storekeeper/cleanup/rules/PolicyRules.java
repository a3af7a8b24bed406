package dev.storekeeper.cleanup.rules;

import dev.storekeeper.retention.CleanupPolicy;
import dev.storekeeper.retention.Limits;
import dev.storekeeper.retention.Mode;
import dev.storekeeper.retention.Outcome;
import dev.storekeeper.retention.PackageFacts;
import dev.storekeeper.retention.Phases;
import dev.storekeeper.retention.RepositoryFacts;
import dev.storekeeper.retention.VersionDecision;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a policy file says. */
public record PolicyRules(CleanupPolicy policy) implements Rules {
  @Override
  public String revision() {
    return policy.revision();
  }

  @Override
  public Limits limits() {
    return policy.limits();
  }

  @Override
  public Optional<Instant> frozenUntil(Instant time) {
    return policy.frozenUntil(time);
  }

  @Override
  public Mode mode(String name) {
    return policy.policies().contains(name) ? policy.mode(name) : Mode.OFF;
  }

  @Override
  public Optional<String> policyRevision(String name) {
    return policy.policies().contains(name)
        ? Optional.of(policy.policyRevision(name))
        : Optional.empty();
  }

  @Override
  public Phases phases(String name) {
    return policy.phases(name);
  }

  @Override
  public boolean selectsRepositories() {
    return policy.selectsRepositories();
  }

  @Override
  public boolean isAbout(RepositoryFacts repository) {
    return policy.isAbout(repository);
  }

  @Override
  public List<VersionDecision> decide(PackageFacts facts, Instant asOf) {
    return policy.decide(facts, asOf);
  }

  @Override
  public Outcome decide(RepositoryFacts facts, Instant asOf) {
    return policy.decide(facts, asOf);
  }
}
