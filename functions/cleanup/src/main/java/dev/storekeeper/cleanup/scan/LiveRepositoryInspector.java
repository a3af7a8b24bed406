package dev.storekeeper.cleanup.scan;

import dev.storekeeper.cleanup.registry.RegistryException;
import dev.storekeeper.cleanup.registry.RepositoryRegistry;
import dev.storekeeper.cleanup.registry.ResourcePolicy;
import dev.storekeeper.cleanup.repository.RepositoryInspection;
import dev.storekeeper.cleanup.repository.RepositoryInspector;
import dev.storekeeper.cleanup.repository.RepositoryItem;
import dev.storekeeper.cleanup.rules.Rules;
import dev.storekeeper.retention.Known;
import dev.storekeeper.retention.Outcome;
import java.time.Instant;
import java.util.Optional;

/**
 * Looks at a repository as a scan does, but now. Of publications it knows what the plan's scan
 * found and what was recorded since.
 */
public final class LiveRepositoryInspector implements RepositoryInspector {
  private final LiveRepositoryFacts facts;
  private final RepositoryRegistry repositories;
  private final Rules rules;

  /** With its parts. */
  public LiveRepositoryInspector(
      LiveRepositoryFacts facts, RepositoryRegistry repositories, Rules rules) {
    this.facts = facts;
    this.repositories = repositories;
    this.rules = rules;
  }

  @Override
  public RepositoryInspection inspect(RepositoryItem item, Instant asOf) throws RegistryException {
    Optional<LiveRepositoryFacts.Found> found =
        facts.read(item.repository(), new Known.Value<>(item.lastPublish()));
    if (found.isEmpty()) {
      return new RepositoryInspection(
          Optional.empty(),
          new Known.Unasked<>(),
          new Known.Unasked<>(),
          new Outcome.Kept(Outcome.Why.UNKNOWN, "", "it is not there"),
          Optional.empty());
    }
    Known<Optional<ResourcePolicy>> policy =
        LiveRepositoryFacts.known(
            "its policy", () -> repositories.repositoryPolicy(item.repository()));
    return new RepositoryInspection(
        Optional.of(found.get().described()),
        found.get().tags(),
        policy,
        rules.decide(found.get().facts(), asOf),
        found.get().refused());
  }
}
