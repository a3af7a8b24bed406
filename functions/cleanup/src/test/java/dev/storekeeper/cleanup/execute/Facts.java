package dev.storekeeper.cleanup.execute;

import dev.storekeeper.cleanup.execute.World.Truth;
import dev.storekeeper.cleanup.item.Item;
import dev.storekeeper.cleanup.registry.ListedVersion;
import dev.storekeeper.cleanup.state.Samples;
import dev.storekeeper.retention.CleanupPolicy;
import dev.storekeeper.retention.Known;
import dev.storekeeper.retention.Outcome;
import dev.storekeeper.retention.PackageFacts;
import dev.storekeeper.retention.PublishedAt;
import dev.storekeeper.retention.ReadHistory;
import dev.storekeeper.retention.RepositoryFacts;
import dev.storekeeper.retention.VersionDecision;
import dev.storekeeper.retention.VersionFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides about the world's package with the real policy. */
final class Facts {
  private Facts() {}

  /** What the policy decides about what really is. */
  static Map<String, Outcome> truth(
      CleanupPolicy policy, World world, Map<String, String> tags, Instant asOf) {
    List<VersionFacts> versions =
        world.versions().entrySet().stream()
            .sorted(
                (one, other) -> other.getValue().published().compareTo(one.getValue().published()))
            .map(entry -> facts(entry.getKey(), entry.getValue(), entry.getValue().former(), asOf))
            .toList();
    return decide(policy, versions, new Known.Value<>(tags), asOf);
  }

  /** What the policy decides about what was listed. */
  static Map<String, Outcome> listed(
      CleanupPolicy policy,
      World world,
      List<ListedVersion> listing,
      List<Item> items,
      Known<Map<String, String>> tags,
      Instant asOf) {
    Map<String, String> former = new HashMap<>();
    items.stream()
        .filter(item -> item.hiddenAs().isPresent())
        .forEach(item -> former.put(item.version().version(), item.formerStatus()));
    List<VersionFacts> versions =
        listing.stream()
            .map(version -> {
              Truth truth = world.versions().get(version.version());
              Truth known =
                  truth == null
                      ? new Truth(
                          version.revision(),
                          version.status(),
                          version.status(),
                          version.origin(),
                          asOf,
                          Optional.empty(),
                          Optional.empty(),
                          0)
                      : truth;
              return facts(
                  version.version(),
                  known,
                  former.getOrDefault(version.version(), version.status()),
                  asOf);
            })
            .toList();
    return decide(policy, versions, tags, asOf);
  }

  private static VersionFacts facts(String name, Truth truth, String status, Instant asOf) {
    return new VersionFacts(
        name,
        truth.revision(),
        status,
        truth.origin(),
        PublishedAt.exactly(truth.published()),
        new Known.Value<>(
            new ReadHistory(truth.lastRead(), asOf.minus(Duration.ofDays(900)), asOf)),
        new Known.Value<>(truth.bytes()),
        new Known.Value<>(List.of()));
  }

  private static Map<String, Outcome> decide(
      CleanupPolicy policy,
      List<VersionFacts> versions,
      Known<Map<String, String>> tags,
      Instant asOf) {
    RepositoryFacts repository =
        new RepositoryFacts(
            "eu-west-1",
            Samples.ACME.owner(),
            Samples.ACME.name(),
            "team",
            Samples.ACME.owner(),
            asOf.minus(Duration.ofDays(1000)),
            tags,
            new Known.Value<>(List.of()),
            new Known.Value<>(List.of()),
            new Known.Value<>(List.of()),
            new Known.Value<>(1L),
            new Known.Value<>(Optional.empty()),
            new Known.Value<>(Optional.empty()),
            new Known.Unasked<>());
    Map<String, Outcome> outcomes = new HashMap<>();
    PackageFacts facts =
        new PackageFacts(
            repository,
            "pypi",
            "",
            "widget",
            versions.stream().findFirst().map(VersionFacts::version),
            versions);
    for (VersionDecision decision : policy.decide(facts, asOf)) {
      outcomes.put(decision.version(), decision.outcome());
    }
    return outcomes;
  }
}
