package dev.storekeeper.cleanup.scan;

import dev.storekeeper.cleanup.plan.Chunk;
import dev.storekeeper.cleanup.plan.Manifest;
import dev.storekeeper.cleanup.plan.Row;
import dev.storekeeper.cleanup.plan.Rows;
import dev.storekeeper.cleanup.rules.Rules;
import dev.storekeeper.codeartifact.PackageCoordinates;
import dev.storekeeper.retention.Mode;
import dev.storekeeper.retention.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Adds up the rows of a plan, repository by repository. For one plan. */
final class PlanSums {
  private final Rows rows;
  private final Rules rules;
  private final LimitCheck limits;
  private final Reclaim reclaim = new Reclaim();
  private final PlanHash planHash = new PlanHash();
  private final Map<String, Manifest.Policy> policies = new TreeMap<>();
  private final List<Manifest.Part> parts = new ArrayList<>();
  private Optional<String> hash = Optional.empty();
  private long enforced;

  PlanSums(Rows rows, Rules rules) {
    this.rows = rows;
    this.rules = rules;
    this.limits = new LimitCheck(rules.limits());
  }

  /** Sums of a package or of a repository. */
  private static final class Sum {
    private long versions;
    private long selected;
    private long enforced;
    private long bytes;
    private long enforcedBytes;
    private long enforcedWithoutSize;

    void add(Sum other) {
      versions += other.versions;
      selected += other.selected;
      enforced += other.enforced;
      bytes += other.bytes;
      enforcedBytes += other.enforcedBytes;
      enforcedWithoutSize += other.enforcedWithoutSize;
    }
  }

  /** Adds a repository's rows. */
  void repository(String name, List<Chunk> chunks) throws IOException {
    Sum repository = new Sum();
    PackageRows packages = new PackageRows(repository);
    rows.<RuntimeException>forEach(chunks, packages::add);
    packages.end();
    limits.repositoryEnd(name, repository.enforced, repository.versions);
    limits.count(repository.enforced, repository.enforcedBytes, repository.enforcedWithoutSize);
    enforced += repository.enforced;
    parts.add(
        new Manifest.Part(
            name, chunks, repository.versions, repository.selected, repository.bytes));
  }

  /** Adds a repository that is itself selected; comes after all rows. */
  void selectedRepository(String arn, String policy) {
    planHash.repository(arn, policy, policy(policy).revision());
  }

  /** The hash over everything that was added; nothing can be added any more. */
  String hash() {
    String value = hash.orElseGet(planHash::finish);
    hash = Optional.of(value);
    return value;
  }

  Manifest manifest(String plan) {
    return new Manifest(plan, hash(), parts, policies);
  }

  List<String> overLimits() {
    return limits.sentences();
  }

  /** How many versions policies select that go by themselves. */
  long enforced() {
    return enforced;
  }

  long versions() {
    return parts.stream().mapToLong(Manifest.Part::versions).sum();
  }

  long selected() {
    return parts.stream().mapToLong(Manifest.Part::selected).sum();
  }

  long bytes() {
    return parts.stream().mapToLong(Manifest.Part::bytes).sum();
  }

  long reclaimable(String plan) throws IOException {
    return reclaim.reclaimable(rows, manifest(plan));
  }

  private Manifest.Policy policy(String name) {
    return policies.computeIfAbsent(
        name, _ -> new Manifest.Policy(rules.policyRevision(name).orElseThrow(), rules.mode(name)));
  }

  /** Groups rows by package: a package's rows are next to each other. */
  private final class PackageRows {
    private final Sum repository;
    private Sum current = new Sum();
    private String name = "";

    PackageRows(Sum repository) {
      this.repository = repository;
    }

    boolean add(Row row) {
      PackageCoordinates coordinates = row.version().coordinates();
      String next =
          String.join(
              "/",
              coordinates.repository(),
              coordinates.format(),
              coordinates.namespace(),
              coordinates.name());
      if (!next.equals(name)) {
        end();
        name = next;
      }
      current.versions++;
      if (row.isSelected() && row.outcome() instanceof Outcome.Selected selected) {
        select(row, selected.policy());
      }
      return true;
    }

    private void select(Row row, String policy) {
      planHash.version(row, policy, policy(policy).revision());
      reclaim.selected(row);
      current.selected++;
      current.bytes += row.bytes().orElse(0L);
      if (policy(policy).mode() == Mode.ENFORCE) {
        current.enforced++;
        current.enforcedBytes += row.bytes().orElse(0L);
        current.enforcedWithoutSize += row.bytes().isPresent() ? 0 : 1;
      }
    }

    void end() {
      limits.packageEnd(name, current.enforced, current.versions);
      repository.add(current);
      current = new Sum();
    }
  }
}
