package dev.storekeeper.cleanup.accidents;

import dev.storekeeper.cleanup.registry.DescribedRepository;
import dev.storekeeper.cleanup.registry.FakeRegistry;
import dev.storekeeper.cleanup.registry.RegistryFaults.Fault;
import dev.storekeeper.cleanup.registry.RepositoryId;
import dev.storekeeper.codeartifact.OriginType;
import dev.storekeeper.codeartifact.PackageCoordinates;
import dev.storekeeper.codeartifact.PackageVersion;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What people have in CodeArtifact, and what became of it. */
final class Shelf {
  final FakeRegistry registry = new FakeRegistry();
  private final Map<PackageVersion, String> published = new LinkedHashMap<>();
  private final Clock clock;

  Shelf(Clock clock) {
    this.clock = clock;
  }

  RepositoryId repository(String name, String... upstreams) {
    return repository(name, Map.of(), upstreams);
  }

  RepositoryId repository(String name, Map<String, String> tags, String... upstreams) {
    RepositoryId id = new RepositoryId(Stage.ACME, name);
    registry.put(
        new DescribedRepository(
            id,
            Stage.ACME.owner(),
            Stage.NOW.minus(Duration.ofDays(2000)),
            Optional.empty(),
            List.of(upstreams),
            List.of()),
        tags);
    return id;
  }

  PackageVersion publish(PackageCoordinates coordinates, String version, int daysAgo) {
    PackageVersion added = new PackageVersion(coordinates, version);
    registry.publish(
        added,
        "Published",
        OriginType.INTERNAL,
        clock.instant().minus(Duration.ofDays(daysAgo)).minusSeconds(1),
        100);
    published.put(added, "Published");
    return added;
  }

  /** Versions 1.0, 2.0, ... of which the last is from today, one every so many days. */
  PackageCoordinates series(RepositoryId repository, String name, int count, int days) {
    PackageCoordinates coordinates = repository.packageOf("pypi", "", name);
    for (int i = 0; i < count; i++) {
      publish(coordinates, (count - i) + ".0", i * days);
    }
    return coordinates;
  }

  /** The versions that are no more, in the order of their publication here. */
  List<String> gone() {
    return published.keySet().stream()
        .filter(version -> registry.status(version).isEmpty())
        .map(Stage::name)
        .toList();
  }

  /** The versions that are not as they were published. */
  List<String> touched() {
    return published.entrySet().stream()
        .filter(each -> !registry.status(each.getKey()).equals(Optional.of(each.getValue())))
        .map(each -> Stage.name(each.getKey()))
        .toList();
  }

  /** Whether cleanup ever asked CodeArtifact to change something. */
  boolean askedForChanges() {
    return registry.calls().byOperation().keySet().stream()
        .anyMatch(name -> name.startsWith("Update") || name.startsWith("Delete"));
  }

  void faults(String operation, Fault fault) {
    registry.faults((name, _) -> name.equals(operation) ? fault : Fault.NONE);
  }

  void faultsEnd() {
    registry.faults((_, _) -> Fault.NONE);
  }
}
