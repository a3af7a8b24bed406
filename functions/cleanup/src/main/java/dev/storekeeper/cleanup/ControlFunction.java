package dev.storekeeper.cleanup;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.storekeeper.cleanup.control.Caller;
import dev.storekeeper.cleanup.control.Control;
import dev.storekeeper.cleanup.control.ControlHandler;
import dev.storekeeper.cleanup.control.ControlParts;
import dev.storekeeper.cleanup.control.Explaining;
import dev.storekeeper.cleanup.control.Principals;
import dev.storekeeper.cleanup.control.Restores;
import dev.storekeeper.cleanup.control.Scans;
import dev.storekeeper.cleanup.control.Seeding;
import dev.storekeeper.cleanup.execute.Work;
import dev.storekeeper.cleanup.item.Item;
import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.cleanup.registry.DomainId;
import dev.storekeeper.cleanup.registry.ListedVersion;
import dev.storekeeper.cleanup.registry.Registry;
import dev.storekeeper.cleanup.registry.RegistryException;
import dev.storekeeper.cleanup.registry.RepositoryId;
import dev.storekeeper.cleanup.registry.VersionListing;
import dev.storekeeper.cleanup.report.ReportLinks;
import dev.storekeeper.cleanup.report.ReportWriter;
import dev.storekeeper.cleanup.scan.LiveInspector;
import dev.storekeeper.cleanup.scan.LiveRepositoryFacts;
import dev.storekeeper.cleanup.scan.Messages;
import dev.storekeeper.cleanup.scan.RepositoryExplainer;
import dev.storekeeper.cleanup.scan.ScanProgress;
import dev.storekeeper.cleanup.scan.StartScan;
import dev.storekeeper.cleanup.state.StateUnavailableException;
import dev.storekeeper.codeartifact.PackageVersion;
import dev.storekeeper.lambda.Environment;
import dev.storekeeper.retention.Explanation;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The function that {@code storekeeper cleanup} talks to. {@link Settings} names the environment;
 * {@code APPROVERS} has the ARNs, separated by commas, of who may ask for changes.
 */
public final class ControlFunction implements RequestStreamHandler {
  private final ControlHandler handler;

  /**
   * The function as Lambda makes it.
   *
   * @throws dev.storekeeper.policy.PolicyException if the cleanup policy has problems
   * @throws IllegalStateException if an environment variable is missing
   */
  public ControlFunction() {
    this(Environment.system(), Clock.systemUTC());
  }

  private ControlFunction(Environment environment, Clock clock) {
    this(new Kit(environment, clock), environment, clock);
  }

  private ControlFunction(Kit kit, Environment environment, Clock clock) {
    Settings settings = kit.settings();
    Caller caller =
        new Caller(
            Caller.endpoint(settings.region(), environment.optional("AWS_ENDPOINT_URL")),
            settings.region(),
            new Principals(
                Set.of(settings.account()),
                environment
                    .optional("APPROVERS")
                    .map(text -> List.of(text.split("\\s*,\\s*")))
                    .orElse(List.of())));
    this.handler = new ControlHandler(new Control(parts(kit), caller), clock, System.out);
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    handler.handleRequest(input, output, context);
  }

  private static ControlParts parts(Kit kit) {
    Settings settings = kit.settings();
    ReportWriter reports = kit.reports();
    return new ControlParts(
        kit.state(),
        kit.bucket(),
        kit.ledger(),
        kit.policy(),
        kit.policy().domains().stream()
            .sorted()
            .map(name -> new DomainId(settings.region(), settings.account(), name))
            .toList(),
        scans(kit),
        seeding(kit),
        restores(kit),
        explaining(kit),
        plan -> reports.links(plan.id()).map(ReportLinks::html),
        kit.clock());
  }

  private static Scans scans(Kit kit) {
    return new Scans() {
      @Override
      public String start(DomainId domain, Optional<Duration> ahead)
          throws IOException, StateUnavailableException {
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
            .open(domain, ahead.orElse(Duration.ZERO))
            .map(Plan::id)
            .orElseThrow(() -> new IOException("another scan of " + domain + " is being started"));
      }

      @Override
      public Optional<Progress> progress(Plan plan) throws IOException, StateUnavailableException {
        return ScanProgress.of(plan, kit.state(), kit.bucket())
            .map(progress -> new Progress(progress.done(), progress.total()));
      }
    };
  }

  private static Seeding seeding(Kit kit) {
    return new Seeding() {
      @Override
      public void start(String plan) throws IOException {
        kit.planQueue().send(Messages.SEED, Messages.about(plan));
      }

      @Override
      public void wake(String plan) throws IOException {
        kit.planQueue().send(Messages.WAKE, Messages.about(plan));
      }

      @Override
      public void work(String work) throws IOException {
        kit.workQueue()
            .send(Messages.WORK, JsonNodeFactory.instance.objectNode().put("work", work));
      }
    };
  }

  private static Restores restores(Kit kit) {
    return new Restores() {
      @Override
      public void request(PackageVersion version, String manifest) throws IOException {
        kit.workQueue()
            .send(
                Messages.RESTORE,
                JsonNodeFactory.instance
                    .objectNode()
                    .put("work", Work.of(version.coordinates()))
                    .put("version", version.version())
                    .put("manifest", manifest));
      }

      @Override
      public void requestRepository(String tombstone, String by) throws IOException {
        kit.workQueue().send(Messages.RESTORE_REPOSITORY, Messages.aboutTombstone(tombstone, by));
      }
    };
  }

  private static Explaining explaining(Kit kit) {
    Registry registry = kit.registry();
    LiveInspector inspector =
        new LiveInspector(
            kit.state(), kit.bucket(), registry, kit.usage(), kit.index(), kit.rules());
    RepositoryExplainer repositories =
        new RepositoryExplainer(
            kit.state(),
            kit.bucket(),
            new LiveRepositoryFacts(registry, kit.usage(), kit.index()),
            kit.rules(),
            kit.policy());
    return new Explaining() {
      @Override
      public Optional<Live> explain(PackageVersion version, List<Item> inFlight, Instant asOf)
          throws RegistryException {
        VersionListing listing;
        try {
          listing = registry.versions(version.coordinates());
        } catch (RegistryException e) {
          if (e.kind() == RegistryException.Kind.NOT_FOUND) {
            return Optional.empty();
          }
          throw e;
        }
        Optional<ListedVersion> listed = find(listing, version);
        if (listed.isEmpty()) {
          return Optional.empty();
        }
        return Optional.of(
            new Live(
                listed.get(),
                kit.policy()
                    .explain(
                        inspector.facts(version.coordinates(), listing, asOf),
                        version.version(),
                        asOf)));
      }

      @Override
      public Optional<Explanation> explain(RepositoryId repository, Instant asOf)
          throws RegistryException, StateUnavailableException, IOException {
        return repositories.explain(repository, asOf);
      }
    };
  }

  private static Optional<ListedVersion> find(VersionListing listing, PackageVersion version) {
    return listing.versions().stream()
        .filter(listed -> listed.version().equals(version.version()))
        .findFirst();
  }
}
