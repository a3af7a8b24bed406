package dev.storekeeper.cleanup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.cleanup.execute.Deadline;
import dev.storekeeper.cleanup.execute.PackagePass;
import dev.storekeeper.cleanup.execute.Parts;
import dev.storekeeper.cleanup.execute.RestoreWork;
import dev.storekeeper.cleanup.execute.Tally;
import dev.storekeeper.cleanup.execute.Work;
import dev.storekeeper.cleanup.export.AwsVersionSource;
import dev.storekeeper.cleanup.export.Progress;
import dev.storekeeper.cleanup.export.S3Exports;
import dev.storekeeper.cleanup.json.JsonFields;
import dev.storekeeper.cleanup.publish.AwsPublisher;
import dev.storekeeper.cleanup.publish.Restorer;
import dev.storekeeper.cleanup.queue.Envelope;
import dev.storekeeper.cleanup.record.CleanupLedger;
import dev.storekeeper.cleanup.registry.Registry;
import dev.storekeeper.cleanup.registry.RepositoryId;
import dev.storekeeper.cleanup.repository.RepositoryWork;
import dev.storekeeper.cleanup.scan.LiveInspector;
import dev.storekeeper.cleanup.scan.Messages;
import dev.storekeeper.cleanup.scan.WorkResult;
import dev.storekeeper.cleanup.state.StateUnavailableException;
import dev.storekeeper.codeartifact.PackageCoordinates;
import dev.storekeeper.codeartifact.PackageVersion;
import dev.storekeeper.lambda.Environment;
import dev.storekeeper.lambda.Invocation;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.codeartifact.CodeartifactClient;

/**
 * The working function: carries out approved plans. Two kinds of events: {@code {"task": "due"}} of
 * a schedule, which sends what is due to its queue, and messages of that queue. {@link Settings}
 * names the environment.
 */
public final class WorkHandler extends QueueFunction {
  /** What is due beyond this is sent by the next run of the schedule. */
  private static final int MOST_DUE = 10_000;

  /** The function's folder has the size that the template gives it; this leaves a reserve. */
  private static final long ROOM = 10_000_000_000L;

  private final Kit kit;

  /**
   * The function as Lambda makes it.
   *
   * @throws dev.storekeeper.policy.PolicyException if the cleanup policy has problems
   * @throws IllegalStateException if an environment variable is missing
   */
  public WorkHandler() {
    this(new Kit(Environment.system(), Clock.systemUTC()));
  }

  private WorkHandler(Kit kit) {
    super(kit, System.out, "due", kit.workQueue());
    this.kit = kit;
  }

  @Override
  ObjectNode scheduled(JsonNode event, Invocation invocation) throws IOException {
    List<String> due;
    try {
      due = kit.state().due(kit.clock().instant(), MOST_DUE);
    } catch (StateUnavailableException e) {
      throw new IOException("what is due cannot be had; the next run goes on", e);
    }
    for (String key : due) {
      kit.workQueue().send(Messages.WORK, JsonFields.object().put("work", key));
    }
    invocation.metrics().count("Due", due.size());
    return JsonFields.object().put("due", due.size());
  }

  @Override
  WorkResult work(Envelope message, Deadline deadline, Invocation invocation) throws Exception {
    return switch (message.kind()) {
      case Messages.WORK -> pass(message.body().path("work").asText(), deadline, invocation);
      case Messages.RESTORE -> restore(message, invocation);
      case Messages.RESTORE_REPOSITORY -> restoreRepository(message, deadline, invocation);
      default -> new WorkResult.Refused("there is no work of kind " + message.kind());
    };
  }

  private WorkResult restore(Envelope message, Invocation invocation) throws Exception {
    String key = message.body().path("work").asText();
    Optional<PackageCoordinates> coordinates = Work.packageOf(key, kit.settings().region());
    Optional<CodeartifactClient> publisher = kit.publisher();
    if (coordinates.isEmpty() || publisher.isEmpty()) {
      return new WorkResult.Refused(key + " cannot be restored here");
    }
    Optional<String> open =
        new RestoreWork(
                kit.state(),
                new CleanupLedger(kit.ledger(), kit.clock()),
                restorer(publisher.get()),
                kit.clock())
            .run(
                new PackageVersion(coordinates.get(), message.body().path("version").asText()),
                message.body().path("manifest").asText());
    invocation.metrics().count("Republished", open.isEmpty() ? 1 : 0);
    return open.<WorkResult>map(WorkResult.Again::new).orElseGet(WorkResult.Done::new);
  }

  private WorkResult restoreRepository(Envelope message, Deadline deadline, Invocation invocation)
      throws Exception {
    Optional<CodeartifactClient> publisher = kit.publisher();
    return publisher.isEmpty()
        ? new WorkResult.Refused("nothing can be published here")
        : new RepositoryTasks(kit, invocation)
            .restore(message.body(), restorer(publisher.get()), deadline);
  }

  private Restorer restorer(CodeartifactClient client) {
    return new Restorer(
        kit.bucket(),
        new AwsVersionSource(client),
        kit.registry(client),
        new AwsPublisher(client),
        kit.folder(),
        ROOM,
        kit.clock(),
        kit.endpointPace());
  }

  private WorkResult pass(String key, Deadline deadline, Invocation invocation) throws Exception {
    String region = kit.settings().region();
    Optional<RepositoryId> repository = RepositoryWork.repositoryOf(key, region);
    if (repository.isPresent()) {
      return new RepositoryTasks(kit, invocation).pass(repository.get(), deadline);
    }
    Optional<PackageCoordinates> coordinates = Work.packageOf(key, region);
    if (coordinates.isEmpty()) {
      return new WorkResult.Refused(key + " is no work");
    }
    Registry registry = kit.registry();
    Parts parts =
        new Parts(
            registry,
            new LiveInspector(
                kit.state(), kit.bucket(), registry, kit.usage(), kit.index(), kit.rules()),
            kit.state(),
            new S3Exports(
                new AwsVersionSource(kit.codeArtifact()),
                kit.bucket(),
                kit.clock(),
                Progress.to(invocation.log())),
            new CleanupLedger(kit.ledger(), kit.clock()),
            kit.rules());
    Tally tally = new Tally();
    PackagePass.Result result =
        new PackagePass(parts, kit.clock()).run(coordinates.get(), deadline, tally);
    tally.counts().forEach((name, count) -> invocation.metrics().count(name, count));
    invocation.metrics().count("DeletedBytes", tally.deletedBytes());
    for (String failure : tally.failures()) {
      invocation.log().warn("a change failed", Map.of("work", key, "reason", failure));
    }
    invocation
        .log()
        .info(
            "a package was looked at",
            Map.of("work", key, "result", result, "did", tally.counts()));
    return new WorkResult.Done();
  }
}
