package dev.storekeeper.cleanup;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.cleanup.execute.Deadline;
import dev.storekeeper.cleanup.execute.Tally;
import dev.storekeeper.cleanup.export.AwsVersionSource;
import dev.storekeeper.cleanup.export.Progress;
import dev.storekeeper.cleanup.export.S3Exports;
import dev.storekeeper.cleanup.json.JsonFields;
import dev.storekeeper.cleanup.publish.PublishException;
import dev.storekeeper.cleanup.publish.Restorer;
import dev.storekeeper.cleanup.record.CleanupLedger;
import dev.storekeeper.cleanup.registry.AwsRepositoryRegistry;
import dev.storekeeper.cleanup.registry.Registry;
import dev.storekeeper.cleanup.registry.RegistryException;
import dev.storekeeper.cleanup.registry.RepositoryId;
import dev.storekeeper.cleanup.registry.RepositoryRegistry;
import dev.storekeeper.cleanup.repository.FreezeStatement;
import dev.storekeeper.cleanup.repository.PolicyRepositoryRules;
import dev.storekeeper.cleanup.repository.RepositoryLedger;
import dev.storekeeper.cleanup.repository.RepositoryParts;
import dev.storekeeper.cleanup.repository.RepositoryPass;
import dev.storekeeper.cleanup.repository.RepositoryRestoration;
import dev.storekeeper.cleanup.repository.RepositoryRestorer;
import dev.storekeeper.cleanup.repository.RepositoryWork;
import dev.storekeeper.cleanup.scan.LiveRepositoryFacts;
import dev.storekeeper.cleanup.scan.LiveRepositoryInspector;
import dev.storekeeper.cleanup.scan.Messages;
import dev.storekeeper.cleanup.scan.WorkResult;
import dev.storekeeper.cleanup.state.StateUnavailableException;
import dev.storekeeper.lambda.Invocation;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.codeartifact.CodeartifactClient;

/** The work of repositories, done with the role that is for nothing else. */
final class RepositoryTasks {
  private static final String INTERLOCK_OPEN = "InterlockOpen";

  private final Kit kit;
  private final Invocation invocation;

  RepositoryTasks(Kit kit, Invocation invocation) {
    this.kit = kit;
    this.invocation = invocation;
  }

  /** Takes a repository further on its way out. */
  WorkResult pass(RepositoryId repository, Deadline deadline)
      throws StateUnavailableException, IOException {
    Optional<CodeartifactClient> keeper = kit.repositoryKeeper();
    if (keeper.isEmpty()) {
      return new WorkResult.Refused(repository + " cannot be removed here");
    }
    Tally tally = new Tally();
    RepositoryPass.Result result =
        new RepositoryPass(parts(keeper.get()), kit.clock()).run(repository, deadline, tally);
    tally.counts().forEach((name, count) -> invocation.metrics().count(name, count));
    for (String failure : tally.failures()) {
      invocation
          .log()
          .warn("a change failed", Map.of("repository", repository.toString(), "reason", failure));
    }
    invocation
        .log()
        .info(
            "a repository was looked at",
            Map.of("repository", repository.toString(), "result", result, "did", tally.counts()));
    if (tally.counts().containsKey(INTERLOCK_OPEN)) {
      return new WorkResult.Again("the interlock of " + repository.domain() + " may be open");
    }
    return result == RepositoryPass.Result.DONE && !deadline.hasTime()
        ? continued(repository)
        : new WorkResult.Done();
  }

  /** What copies does not wait for the schedule. */
  private WorkResult continued(RepositoryId repository) throws IOException {
    kit.workQueue()
        .send(Messages.WORK, JsonFields.object().put("work", RepositoryWork.of(repository)));
    return new WorkResult.Continued();
  }

  private RepositoryParts parts(CodeartifactClient keeper) {
    Registry registry = kit.registry();
    RepositoryRegistry repositories = new AwsRepositoryRegistry(keeper);
    return new RepositoryParts(
        registry,
        repositories,
        new LiveRepositoryInspector(
            new LiveRepositoryFacts(registry, kit.usage(), kit.index()), repositories, kit.rules()),
        kit.state(),
        new S3Exports(
            new AwsVersionSource(keeper), kit.bucket(), kit.clock(), Progress.to(invocation.log())),
        kit.bucket(),
        ledger(),
        new PolicyRepositoryRules(kit.policy()),
        new FreezeStatement(exempt()),
        Thread::sleep);
  }

  /** The role that copies, and the function's own, which copies what goes by itself. */
  private List<String> exempt() {
    return Stream.concat(kit.settings().repositoryRole().stream(), Stream.of(kit.ownRole()))
        .distinct()
        .toList();
  }

  /** Makes a deleted repository again, as a message asks for. */
  WorkResult restore(JsonNode body, Restorer restorer, Deadline deadline)
      throws StateUnavailableException, RegistryException, IOException {
    Optional<CodeartifactClient> keeper = kit.repositoryKeeper();
    String tombstone = body.path("tombstone").asText();
    String by = body.path("by").asText();
    if (keeper.isEmpty()) {
      return new WorkResult.Refused(tombstone + " cannot be restored here");
    }
    RepositoryRestorer repositories =
        new RepositoryRestorer(
            kit.bucket(),
            kit.state(),
            ledger(),
            kit.registry(),
            new AwsRepositoryRegistry(keeper.get()),
            restorer::restore,
            kit.clock());
    try {
      return result(repositories.restore(tombstone, by, deadline), tombstone, by);
    } catch (PublishException e) {
      return new WorkResult.Again(String.valueOf(e.getMessage()));
    }
  }

  private WorkResult result(RepositoryRestoration restoration, String tombstone, String by)
      throws IOException {
    return switch (restoration) {
      case RepositoryRestoration.Restored done -> {
        invocation.metrics().count("RepositoriesRestored", 1);
        yield new WorkResult.Done();
      }
      case RepositoryRestoration.Continued continued -> {
        kit.workQueue().send(Messages.RESTORE_REPOSITORY, Messages.aboutTombstone(tombstone, by));
        yield new WorkResult.Continued();
      }
      case RepositoryRestoration.Refused(String reason) -> new WorkResult.Refused(reason);
      case RepositoryRestoration.Busy busy ->
          new WorkResult.Again("somebody works on the repository of " + tombstone);
    };
  }

  private RepositoryLedger ledger() {
    return new RepositoryLedger(new CleanupLedger(kit.ledger(), kit.clock()));
  }
}
