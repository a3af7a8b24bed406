package dev.storekeeper.cleanup.state;

import dev.storekeeper.cleanup.item.Item;
import dev.storekeeper.cleanup.item.Progress;
import dev.storekeeper.cleanup.plan.Approval;
import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.cleanup.plan.PlanState;
import dev.storekeeper.cleanup.plan.Totals;
import dev.storekeeper.cleanup.registry.DomainId;
import dev.storekeeper.cleanup.registry.RepositoryId;
import dev.storekeeper.codeartifact.OriginType;
import dev.storekeeper.codeartifact.PackageCoordinates;
import dev.storekeeper.codeartifact.PackageVersion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Things to remember. */
public final class Samples {
  /** When the tests take place. */
  public static final Instant NOW = Instant.parse("2026-03-01T03:00:00Z");

  /** A domain. */
  public static final DomainId ACME = new DomainId("eu-west-1", "111122223333", "acme");

  /** A package without a namespace. */
  public static final PackageCoordinates WIDGET =
      new RepositoryId(ACME, "team").packageOf("pypi", "", "widget");

  private Samples() {}

  /** A planned item of the package. */
  public static Item item(String version) {
    return new Item(
        new PackageVersion(WIDGET, version),
        "20260301T030000Z-acme-1",
        "old",
        "sha256:1",
        "published long ago",
        "revision-of-" + version,
        "Published",
        OriginType.INTERNAL,
        1000,
        Progress.planned(NOW, NOW));
  }

  /** An approved plan of the domain. */
  public static Plan plan(String id) {
    return new Plan(
        id,
        ACME,
        NOW,
        "sha256:0",
        PlanState.APPROVED,
        Optional.of("sha256:9"),
        new Totals(1, 2, 3, 4, 5, 6, 7, 8, 9),
        List.of(),
        List.of(new Approval("arn:aws:iam::111122223333:role/ops", NOW, Approval.Scope.VERSIONS)),
        NOW,
        Optional.of(NOW),
        Optional.empty());
  }
}
