package dev.storekeeper.cleanup.report;

import dev.storekeeper.cleanup.plan.Manifest;
import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.cleanup.plan.Row;
import dev.storekeeper.cleanup.plan.Totals;
import dev.storekeeper.retention.Limits;
import dev.storekeeper.retention.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Adds up the rows of a plan. What it keeps is bounded by the repositories, the policies and {@link
 * #MAX_LISTED}, plus 20 bytes for each version for the bytes that repositories free. For one plan.
 */
final class Sums {
  static final int MAX_LISTED = 10_000;
  static final int MAX_VERSIONS = 1_500_000;

  private final Plan plan;
  private final Manifest manifest;
  private final Schedule schedule;
  private final Optional<Comparing> comparing;
  private final Map<String, Sum> repositories = new LinkedHashMap<>();
  private final SortedMap<String, Sum> policies = new TreeMap<>();
  private final Timeline timeline = new Timeline();
  private final KeptCounts kept = new KeptCounts();
  private final SortedMap<String, Long> inFlight = new TreeMap<>();
  private final Listed.Builder<Summary.Going> going = new Listed.Builder<>(MAX_LISTED);
  private final ReclaimTable reclaim = new ReclaimTable(MAX_VERSIONS);
  private final RowKeys keys = new RowKeys();

  /** With the plan before, if it can be compared. */
  Sums(Plan plan, Manifest manifest, Schedule schedule, Optional<Comparing> comparing) {
    this.plan = plan;
    this.manifest = manifest;
    this.schedule = schedule;
    this.comparing = comparing;
    for (Manifest.Part part : manifest.repositories()) {
      repositories.put(part.repository(), new Sum(repositories.size()));
    }
  }

  private static final class Sum {
    private final int number;
    private long versions;
    private long selected;
    private long bytes;

    Sum(int number) {
      this.number = number;
    }
  }

  /**
   * Takes the next row.
   *
   * @return what goes, if this does
   * @throws IOException if the row's repository or policy is not in the plan's manifest
   */
  Optional<Summary.Going> add(Row row) throws IOException {
    String name = row.version().coordinates().repository();
    @Nullable Sum repository = repositories.get(name);
    if (repository == null) {
      throw foreign("repository", name);
    }
    repository.versions++;
    comparing.ifPresent(it -> it.add(row));
    row.inFlight().ifPresent(state -> inFlight.merge(state, 1L, Long::sum));
    if (row.isSelected() && row.outcome() instanceof Outcome.Selected selected) {
      return Optional.of(select(row, selected, repository));
    }
    reclaim.stays(keys.inDomain(row));
    if (row.outcome() instanceof Outcome.Kept why) {
      kept.add(why);
    }
    return Optional.empty();
  }

  private Summary.Going select(Row row, Outcome.Selected selected, Sum repository)
      throws IOException {
    if (!manifest.policies().containsKey(selected.policy())) {
      throw foreign("policy", selected.policy());
    }
    long bytes = row.bytes().orElse(0L);
    Sum policy = policies.computeIfAbsent(selected.policy(), _ -> new Sum(0));
    policy.selected++;
    policy.bytes += bytes;
    repository.selected++;
    repository.bytes += bytes;
    reclaim.goes(keys.inDomain(row), bytes, repository.number);
    Summary.Going goes = Summary.Going.of(row, selected, schedule);
    goes.dates().ifPresent(timeline::add);
    going.add(goes);
    return goes;
  }

  /**
   * What the rows are together; comes after the last one.
   *
   * @param noComparison why the plan is not compared, if it is not
   * @throws IOException if the plan has other totals, or the plan before cannot be read
   */
  Summary summary(Limits limits, List<Summary.RemovedRepository> removed, String noComparison)
      throws IOException {
    requireTotals();
    require("repositories selected", plan.totals().selectedRepositories(), removed.size());
    return new Summary(
        plan,
        limits,
        repositories(),
        removed,
        policies(),
        timeline.days(),
        kept.sorted(),
        inFlight,
        Money.of(plan.totals()),
        comparing.isPresent() ? comparing.get().end() : new Comparison.None(noComparison),
        going.build());
  }

  private List<Summary.Repository> repositories() {
    // Where the parts are not the whole, because the scan could not tell or did not count all, only
    // the whole is said.
    Optional<long[]> freed =
        reclaim
            .byRepository(repositories.size())
            .filter(parts -> Arrays.stream(parts).sum() == plan.totals().reclaimable());
    List<Summary.Repository> all = new ArrayList<>();
    repositories.forEach((name, sum) ->
        all.add(
            new Summary.Repository(
                name,
                sum.versions,
                sum.selected,
                sum.bytes,
                freed.map(parts -> parts[sum.number]))));
    return all;
  }

  private List<Summary.Policy> policies() {
    List<Summary.Policy> all = new ArrayList<>();
    policies.forEach((name, sum) -> {
      Manifest.Policy policy = manifest.policies().get(name);
      if (policy != null) {
        all.add(
            new Summary.Policy(
                name,
                policy.revision(),
                policy.mode(),
                sum.selected,
                sum.bytes,
                schedule.phases(name),
                schedule.of(name, "Published")));
      }
    });
    return all;
  }

  private void requireTotals() throws IOException {
    Totals totals = plan.totals();
    require(
        "versions",
        totals.versions(),
        repositories.values().stream().mapToLong(it -> it.versions).sum());
    require(
        "selected",
        totals.selected(),
        repositories.values().stream().mapToLong(it -> it.selected).sum());
    require(
        "bytes", totals.bytes(), repositories.values().stream().mapToLong(it -> it.bytes).sum());
  }

  private void require(String what, long expected, long found) throws IOException {
    if (found != expected) {
      throw new IOException(
          "the rows of plan %s have %s %d, its totals %d"
              .formatted(plan.id(), what, found, expected));
    }
  }

  private IOException foreign(String what, String name) {
    return new IOException(
        "a row of plan %s has %s %s, which its manifest does not name"
            .formatted(plan.id(), what, name));
  }
}
