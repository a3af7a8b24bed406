package dev.storekeeper.cleanup.execute;

import dev.storekeeper.retention.CleanupPolicy;
import dev.storekeeper.retention.Limits;
import dev.storekeeper.retention.Mode;
import dev.storekeeper.retention.Phases;
import java.time.Instant;
import java.util.Optional;

/** What the policy file says about carrying out a plan. */
public record PolicyRules(CleanupPolicy policy) implements Rules {
  @Override
  public Optional<String> revision(String name) {
    return find(name).map(policy::policyRevision);
  }

  @Override
  public Optional<Phases> phases(String name) {
    return find(name).map(policy::phases);
  }

  @Override
  public boolean enforces(String name) {
    return find(name).map(policy::mode).filter(Mode.ENFORCE::equals).isPresent();
  }

  @Override
  public Optional<Instant> frozenUntil(Instant time) {
    return policy.frozenUntil(time);
  }

  @Override
  public Limits limits() {
    return policy.limits();
  }

  private Optional<String> find(String name) {
    return Optional.of(name).filter(policy.policies()::contains);
  }
}
