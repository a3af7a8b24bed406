package dev.storekeeper.cleanup.report;

import dev.storekeeper.cleanup.plan.Row;
import dev.storekeeper.cleanup.registry.DomainId;
import dev.storekeeper.codeartifact.OriginType;
import dev.storekeeper.codeartifact.PackageCoordinates;
import dev.storekeeper.codeartifact.PackageVersion;
import dev.storekeeper.retention.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Rows for tests. */
final class Samples {
  static final Instant NOW = Instant.parse("2026-03-01T03:00:00Z");
  static final DomainId ACME = new DomainId("eu-west-1", "111122223333", "acme");

  private Samples() {}

  static PackageVersion version(String repository, String namespace, String name, String version) {
    return new PackageVersion(
        new PackageCoordinates(
            ACME.region(),
            ACME.owner(),
            ACME.name(),
            repository,
            Optional.empty(),
            "npm",
            namespace,
            name),
        version);
  }

  static Row row(PackageVersion version, Optional<Long> bytes, Outcome outcome) {
    return new Row(
        version,
        "rev-" + version.version(),
        "Published",
        OriginType.INTERNAL,
        Optional.of(NOW.minusSeconds(86_400L * 400)),
        Optional.empty(),
        bytes,
        outcome,
        Optional.empty());
  }

  static Row goes(String repository, String name, String version, long bytes) {
    return goes(repository, name, version, bytes, "old");
  }

  static Row goes(String repository, String name, String version, long bytes, String policy) {
    return row(
        version(repository, "", name, version),
        Optional.of(bytes),
        new Outcome.Selected(policy, "published 2025-01-25, more than 180 days ago"));
  }

  static Row stays(String repository, String name, String version) {
    return row(
        version(repository, "", name, version),
        Optional.empty(),
        new Outcome.Kept(Outcome.Why.KEEP_RULE, "policies[0].keep.newest", "one of the 5 newest"));
  }

  static Row inFlight(Row row, String state) {
    return new Row(
        row.version(),
        row.revision(),
        row.status(),
        row.origin(),
        row.published(),
        row.lastRead(),
        row.bytes(),
        row.outcome(),
        Optional.of(state));
  }

  static Row withStatus(Row row, String status, OriginType origin, Instant lastRead) {
    return new Row(
        row.version(),
        row.revision(),
        status,
        origin,
        Optional.empty(),
        Optional.of(lastRead),
        row.bytes(),
        row.outcome(),
        row.inFlight());
  }

  /** A small plan with something of everything. */
  static List<Row> small() {
    return List.of(
        goes("releases", "widget", "1.0.0", 2_097_152, "old"),
        goes("releases", "widget", "1.1.0", 1_048_576, "old"),
        stays("releases", "widget", "2.0.0"),
        inFlight(goes("releases", "widget", "0.9.0", 700_000, "old"), "HIDDEN"),
        row(
            version("releases", "", "core", "1.0"),
            Optional.empty(),
            new Outcome.Kept(Outcome.Why.PROTECTED, "protect[0]", "tagged, \"keep\"")),
        row(
            version("releases", "", "lib", "3.0"),
            Optional.empty(),
            new Outcome.Kept(Outcome.Why.UNKNOWN, "", "its reads are unknown, so it stays")),
        goes("snapshots", "widget", "1.0.0", 2_097_152, "snapshots"),
        withStatus(
            goes("snapshots", "widget", "2.0.0", 4_096, "snapshots"),
            "Unlisted",
            OriginType.EXTERNAL,
            Instant.parse("2025-06-01T00:00:00Z")),
        row(
            version("snapshots", "team", "tool", "5.0-rc.1"),
            Optional.empty(),
            new Outcome.Selected("snapshots", "a prerelease")));
  }
}
