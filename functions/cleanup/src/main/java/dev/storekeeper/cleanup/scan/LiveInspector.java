package dev.storekeeper.cleanup.scan;

import dev.storekeeper.cleanup.bucket.Bucket;
import dev.storekeeper.cleanup.execute.Inspection;
import dev.storekeeper.cleanup.execute.Inspector;
import dev.storekeeper.cleanup.item.Item;
import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.cleanup.plan.Row;
import dev.storekeeper.cleanup.registry.ListedVersion;
import dev.storekeeper.cleanup.registry.Registry;
import dev.storekeeper.cleanup.registry.RegistryException;
import dev.storekeeper.cleanup.registry.RepositoryId;
import dev.storekeeper.cleanup.registry.VersionListing;
import dev.storekeeper.cleanup.rules.Rules;
import dev.storekeeper.cleanup.state.CleanupState;
import dev.storekeeper.cleanup.state.StateUnavailableException;
import dev.storekeeper.codeartifact.PackageCoordinates;
import dev.storekeeper.retention.Known;
import dev.storekeeper.retention.Outcome;
import dev.storekeeper.retention.PackageFacts;
import dev.storekeeper.retention.RepositoryFacts;
import dev.storekeeper.usage.DomainPackage;
import dev.storekeeper.usage.PackageUsage;
import dev.storekeeper.usage.UsageIndex;
import dev.storekeeper.usage.UsageUnavailableException;
import dev.storekeeper.usage.VersionUsage;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Looks at a package as a scan does, but now: repository, tags, versions, publish times and reads
 * are read anew. Only who reads through whom is taken from the domain's last scan.
 */
public final class LiveInspector implements Inspector {
  private static final int PLANS = 20;

  private final CleanupState state;
  private final Bucket bucket;
  private final Registry registry;
  private final Usage usage;
  private final UsageIndex index;
  private final Rules rules;

  /** With its parts. */
  public LiveInspector(
      CleanupState state,
      Bucket bucket,
      Registry registry,
      Usage usage,
      UsageIndex index,
      Rules rules) {
    this.state = state;
    this.bucket = bucket;
    this.registry = registry;
    this.usage = usage;
    this.index = index;
    this.rules = rules;
  }

  @Override
  public Inspection inspect(PackageCoordinates coordinates, List<Item> inFlight, Instant asOf)
      throws RegistryException {
    RepositoryId repository = RepositoryId.of(coordinates);
    VersionListing listing;
    try {
      listing = registry.versions(coordinates);
    } catch (RegistryException e) {
      if (e.kind() == RegistryException.Kind.NOT_FOUND) {
        return new Inspection(Map.of(), Map.of(), Map.of(), Map.of());
      }
      throw e;
    }
    Map<String, ListedVersion> versions = new HashMap<>();
    listing.versions().forEach(version -> versions.put(version.version(), version));
    Map<String, Instant> lastReads = new HashMap<>();
    Map<String, Instant> refusedReads = new HashMap<>();
    reads(coordinates, inFlight, lastReads, refusedReads);
    Map<String, Outcome> decisions = new HashMap<>();
    for (Row row : rows(repository, coordinates, listing, asOf)) {
      decisions.put(row.version().version(), row.outcome());
    }
    return new Inspection(versions, decisions, lastReads, refusedReads);
  }

  /**
   * What a decision about a package stands on now.
   *
   * @throws RegistryException if it could not be found out
   */
  public PackageFacts facts(PackageCoordinates coordinates, VersionListing listing, Instant asOf)
      throws RegistryException {
    RepositoryId repository = RepositoryId.of(coordinates);
    try {
      Known<List<String>> downstreams = downstreams(repository);
      return new PackageScan(state, registry, usage, rules, asOf, asOf)
          .facts(
              facts(repository, downstreams),
              mayHaveBeenRead(repository, downstreams),
              coordinates,
              listing,
              new Tally(() -> true));
    } catch (StateUnavailableException | IOException e) {
      throw undecided(coordinates, e);
    }
  }

  private Known<Optional<Instant>> mayHaveBeenRead(
      RepositoryId repository, Known<List<String>> downstreams) {
    return Survey.mayHaveBeenRead(
        repository.name(), downstreams, name -> used(new RepositoryId(repository.domain(), name)));
  }

  private static RegistryException undecided(PackageCoordinates coordinates, Exception cause) {
    return new RegistryException(
        RegistryException.Kind.UNAVAILABLE,
        coordinates.arn() + " cannot be decided about: " + cause.getMessage(),
        cause);
  }

  private List<Row> rows(
      RepositoryId repository, PackageCoordinates coordinates, VersionListing listing, Instant asOf)
      throws RegistryException {
    try {
      Known<List<String>> downstreams = downstreams(repository);
      RepositoryFacts facts = facts(repository, downstreams);
      return new PackageScan(state, registry, usage, rules, asOf, asOf)
          .scan(
              facts,
              mayHaveBeenRead(repository, downstreams),
              coordinates,
              listing,
              false,
              new Tally(() -> true))
          .rows();
    } catch (StateUnavailableException | IOException e) {
      throw undecided(coordinates, e);
    }
  }

  private RepositoryFacts facts(RepositoryId id, Known<List<String>> downstreams)
      throws RegistryException {
    return Survey.facts(registry.repository(id), tags(id), downstreams, used(id));
  }

  private Known<Map<String, String>> tags(RepositoryId repository) {
    try {
      return new Known.Value<>(registry.tags(repository));
    } catch (RegistryException e) {
      return new Known.Unknown<>("its tags could not be read: " + e.getMessage());
    }
  }

  private Known<Usage.OfRepository> used(RepositoryId repository) {
    try {
      return new Known.Value<>(usage.repository(repository));
    } catch (UsageException e) {
      return new Known.Unknown<>("its use could not be read: " + e.getMessage());
    }
  }

  private Known<List<String>> downstreams(RepositoryId repository)
      throws StateUnavailableException, IOException {
    for (Plan plan : state.plans(repository.domain(), PLANS)) {
      Optional<RunFacts> run = RunFactsFile.read(bucket, plan.id());
      if (run.isPresent()) {
        return run.get()
            .repository(repository.name())
            .map(RepositoryFacts::downstreams)
            .orElseGet(() -> new Known.Unknown<>("the last scan did not see its repository"));
      }
    }
    return new Known.Unknown<>("the domain was never scanned");
  }

  private void reads(
      PackageCoordinates coordinates,
      List<Item> inFlight,
      Map<String, Instant> lastReads,
      Map<String, Instant> refusedReads)
      throws RegistryException {
    if (inFlight.isEmpty()) {
      return;
    }
    try {
      PackageUsage known = index.versions(DomainPackage.of(coordinates));
      Map<String, VersionUsage> byVersion = new TreeMap<>();
      for (Item item : inFlight) {
        byVersion.put(item.version().version(), known.of(item.version().version()));
      }
      byVersion.forEach((version, use) -> {
        use.lastRead().ifPresent(read -> lastReads.put(version, read.time()));
        use.lastRefused().ifPresent(refused -> refusedReads.put(version, refused.attempt().time()));
      });
    } catch (UsageUnavailableException e) {
      throw new RegistryException(
          RegistryException.Kind.UNAVAILABLE, "whether it was read is not known", e);
    }
  }
}
