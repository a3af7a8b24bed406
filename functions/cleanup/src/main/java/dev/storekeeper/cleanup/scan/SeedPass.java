package dev.storekeeper.cleanup.scan;

import dev.storekeeper.cleanup.execute.Deadline;
import dev.storekeeper.cleanup.execute.Work;
import dev.storekeeper.cleanup.item.Item;
import dev.storekeeper.cleanup.item.Progress;
import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.cleanup.plan.Row;
import dev.storekeeper.cleanup.rules.Rules;
import dev.storekeeper.cleanup.state.CleanupState;
import dev.storekeeper.cleanup.state.Lease;
import dev.storekeeper.cleanup.state.StaleWriteException;
import dev.storekeeper.cleanup.state.StateUnavailableException;
import dev.storekeeper.codeartifact.PackageCoordinates;
import dev.storekeeper.retention.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes items of the rows of a plan, package by package. For one pass. */
final class SeedPass {
  private static final Duration PACKAGE_LEASE = Duration.ofMinutes(2);
  private static final int PACKAGES_BETWEEN_SAVES = 100;

  private final CleanupState state;
  private final Rules rules;
  private final Clock clock;
  private final Plan plan;
  private final Coverage coverage;
  private final Lease lease;
  private final Deadline deadline;
  private final long doneBefore;
  private final List<Row> waiting = new ArrayList<>();
  private Optional<WorkResult> end = Optional.empty();
  private long seen;
  private long done;
  private long packages;
  private long made;
  private long changed;

  SeedPass(
      CleanupState state,
      Rules rules,
      Clock clock,
      Plan plan,
      Coverage coverage,
      Lease lease,
      Deadline deadline,
      SeedNote from) {
    this.state = state;
    this.rules = rules;
    this.clock = clock;
    this.plan = plan;
    this.coverage = coverage;
    this.lease = lease;
    this.deadline = deadline;
    this.doneBefore = from.rows();
    this.done = from.rows();
  }

  long made() {
    return made;
  }

  /** How many versions were left out because their policy changed. */
  long changed() {
    return changed;
  }

  /** Takes the next row; false if the pass is at its end before the rows are. */
  boolean add(Row row) throws StateUnavailableException {
    if (!waiting.isEmpty()
        && !waiting.getFirst().version().coordinates().equals(row.version().coordinates())) {
      if (!makeItems()) {
        return false;
      }
      if (!deadline.hasTime()) {
        end = Optional.of(new WorkResult.Continued());
        return false;
      }
    }
    seen++;
    if (seen > doneBefore && row.isSelected() && isToGo(row)) {
      waiting.add(row);
    }
    return true;
  }

  /** Ends the pass after its last row. */
  WorkResult end() throws StateUnavailableException, StaleWriteException {
    if (end.isEmpty() && makeItems()) {
      done = Math.max(done, seen);
      end = Optional.of(new WorkResult.Done());
    }
    save();
    return end.orElseThrow();
  }

  private boolean isToGo(Row row) {
    if (!(row.outcome() instanceof Outcome.Selected selected)
        || !coverage.covers(selected.policy())) {
      return false;
    }
    if (!coverage.isUnchanged(selected.policy())) {
      changed++;
      return false;
    }
    return true;
  }

  /** Makes items of the rows that wait, all of one package; false if that cannot be done now. */
  private boolean makeItems() throws StateUnavailableException {
    if (waiting.isEmpty()) {
      return true;
    }
    PackageCoordinates coordinates = waiting.getFirst().version().coordinates();
    Optional<Lease> work = state.lease(Work.of(coordinates), clock.instant(), PACKAGE_LEASE);
    if (work.isEmpty()) {
      end = Optional.of(new WorkResult.Again(coordinates.arn() + " is being worked on"));
      return false;
    }
    try {
      makeItems(coordinates, work.get());
      done = seen;
      waiting.clear();
      if (++packages % PACKAGES_BETWEEN_SAVES == 0) {
        save();
      }
      return true;
    } catch (StaleWriteException e) {
      end = Optional.of(new WorkResult.Again(String.valueOf(e.getMessage())));
      return false;
    }
  }

  private void makeItems(PackageCoordinates coordinates, Lease work)
      throws StateUnavailableException, StaleWriteException {
    Map<String, Item> items = new HashMap<>();
    state.items(coordinates).forEach(item -> items.put(item.version().version(), item));
    boolean underWay = items.values().stream().anyMatch(item -> !item.state().isFinal());
    for (Row row : waiting) {
      @Nullable Item there = items.get(row.version().version());
      if (there == null || isOver(there)) {
        Item item = item(row);
        state.put(item, work);
        items.put(row.version().version(), item);
        made++;
      }
    }
    // When what was under way before is due, only a look at it tells.
    state.release(
        work,
        underWay
            ? Optional.of(clock.instant())
            : items.values().stream()
                .filter(item -> !item.state().isFinal())
                .map(Item::due)
                .min(Instant::compareTo));
  }

  /**
   * What came to its end since the plan was made is not begun again: the plan knows nothing of
   * that.
   */
  private boolean isOver(Item there) {
    return there.state().isFinal() && there.progress().changedAt().isBefore(plan.createdAt());
  }

  private Item item(Row row) {
    Outcome.Selected selected = (Outcome.Selected) row.outcome();
    Instant now = clock.instant();
    Instant noticed = plan.completedAt().orElse(now).plus(rules.phases(selected.policy()).notice());
    return new Item(
        row.version(),
        plan.id(),
        selected.policy(),
        rules.policyRevision(selected.policy()).orElseThrow(),
        selected.reason(),
        row.revision(),
        row.status(),
        row.origin(),
        row.bytes().orElse(0L),
        Progress.planned(noticed.isAfter(now) ? noticed : now, now));
  }

  private void save() throws StateUnavailableException, StaleWriteException {
    state.note(
        ScanKeys.seed(plan.id()), new SeedNote(plan.approvals().size(), done).write(), lease);
  }
}
