package dev.storekeeper.cleanup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.cleanup.execute.Deadline;
import dev.storekeeper.cleanup.json.JsonFields;
import dev.storekeeper.cleanup.queue.Envelope;
import dev.storekeeper.cleanup.registry.DomainId;
import dev.storekeeper.cleanup.repository.PlannedRepositories;
import dev.storekeeper.cleanup.repository.PolicyRepositoryRules;
import dev.storekeeper.cleanup.repository.RepositoryRules;
import dev.storekeeper.cleanup.scan.ClosePlan;
import dev.storekeeper.cleanup.scan.Messages;
import dev.storekeeper.cleanup.scan.ScanUnit;
import dev.storekeeper.cleanup.scan.SeedItems;
import dev.storekeeper.cleanup.scan.SeedRepositories;
import dev.storekeeper.cleanup.scan.StartScan;
import dev.storekeeper.cleanup.scan.WakeItems;
import dev.storekeeper.cleanup.scan.WorkResult;
import dev.storekeeper.lambda.Environment;
import dev.storekeeper.lambda.Invocation;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The planning function; it only looks. Two kinds of events: {@code {"task": "scan"}} of a schedule
 * or a person, with an optional {@code domain}, and messages of its queue. {@link Settings} names
 * the environment.
 */
public final class PlanHandler extends QueueFunction {
  private final Kit kit;

  /**
   * The function as Lambda makes it.
   *
   * @throws dev.storekeeper.policy.PolicyException if the cleanup policy has problems
   * @throws IllegalStateException if an environment variable is missing
   */
  public PlanHandler() {
    this(new Kit(Environment.system(), Clock.systemUTC()));
  }

  private PlanHandler(Kit kit) {
    super(kit, System.out, "scan", kit.planQueue());
    this.kit = kit;
  }

  @Override
  ObjectNode scheduled(JsonNode event, Invocation invocation) throws IOException {
    Optional<String> only =
        Optional.ofNullable(event.get("domain")).map(JsonNode::asText).filter(it -> !it.isEmpty());
    only.filter(name -> !kit.policy().domains().contains(name))
        .ifPresent(name -> {
          throw new IllegalArgumentException(
              "domain: found \"%s\", expected one of the policy's %s"
                  .formatted(name, kit.policy().domains()));
        });
    for (String name : kit.policy().domains()) {
      if (only.isEmpty() || only.get().equals(name)) {
        boolean acceptsLess = event.path("acceptsLess").asBoolean();
        kit.planQueue()
            .send(Messages.START, Messages.start(name, acceptsLess, kit.clock().instant()));
        invocation.log().info("a scan is asked for", Map.of("domain", name));
      }
    }
    invocation.metrics().count("ScansAsked", 1);
    return JsonFields.object();
  }

  @Override
  WorkResult work(Envelope message, Deadline deadline, Invocation invocation) throws Exception {
    String plan = message.body().path("plan").asText();
    return switch (message.kind()) {
      case Messages.START -> counted(start(message), invocation);
      case Messages.SCAN ->
          new ScanUnit(
                  kit.state(),
                  kit.bucket(),
                  kit.registry(),
                  kit.usage(),
                  kit.rules(),
                  kit.planQueue(),
                  kit.calls(),
                  kit.clock())
              .run(plan, message.body().path("repository").asText(), deadline, invocation.log());
      case Messages.CLOSE -> closed(plan, message.attempt() > 0, invocation);
      case Messages.SEED -> seed(plan, deadline, invocation);
      case Messages.WAKE -> new WakeItems(kit.state(), kit.bucket(), kit.clock()).run(plan);
      default -> new WorkResult.Refused("there is no work of kind " + message.kind());
    };
  }

  private WorkResult seed(String plan, Deadline deadline, Invocation invocation) throws Exception {
    WorkResult versions =
        new SeedItems(kit.state(), kit.bucket(), kit.rules(), kit.planQueue(), kit.clock())
            .run(plan, deadline, invocation.log());
    if (!(versions instanceof WorkResult.Done)) {
      return versions;
    }
    RepositoryRules rules = new PolicyRepositoryRules(kit.policy());
    return new SeedRepositories(
            kit.state(),
            kit.bucket(),
            rules,
            new PlannedRepositories(kit.state(), rules, kit.clock()))
        .run(plan);
  }

  private WorkResult start(Envelope message) throws Exception {
    DomainId domain =
        new DomainId(
            kit.settings().region(),
            kit.settings().account(),
            message.body().path("domain").asText());
    return new StartScan(
            kit.state(),
            kit.bucket(),
            kit.registry(),
            kit.usage(),
            kit.rules(),
            kit.planQueue(),
            kit.announcement(),
            kit.calls(),
            kit.clock())
        .run(
            domain,
            message.body().path("acceptsLess").asBoolean(),
            Instant.parse(message.body().path("askedAt").asText()));
  }

  private WorkResult closed(String plan, boolean again, Invocation invocation) throws Exception {
    return counted(
        new ClosePlan(kit.state(), kit.bucket(), kit.rules(), kit.announcement(), kit.clock())
            .run(plan, again),
        invocation);
  }

  private static WorkResult counted(WorkResult result, Invocation invocation) {
    invocation.metrics().count("Stopped", result instanceof WorkResult.Refused ? 1 : 0);
    return result;
  }
}
