package dev.storekeeper.cleanup.execute;

import dev.storekeeper.cleanup.item.Item;
import dev.storekeeper.cleanup.item.ItemState;
import dev.storekeeper.cleanup.item.Progress;
import dev.storekeeper.cleanup.item.Step;
import dev.storekeeper.cleanup.record.CleanupLedger;
import dev.storekeeper.cleanup.registry.ListedVersion;
import dev.storekeeper.cleanup.registry.Registry;
import dev.storekeeper.cleanup.registry.RegistryException;
import dev.storekeeper.cleanup.registry.VersionResult;
import dev.storekeeper.cleanup.rules.Rules;
import dev.storekeeper.cleanup.state.CleanupState;
import dev.storekeeper.cleanup.state.Lease;
import dev.storekeeper.cleanup.state.StaleWriteException;
import dev.storekeeper.cleanup.state.StateUnavailableException;
import dev.storekeeper.codeartifact.Asset;
import dev.storekeeper.codeartifact.PackageCoordinates;
import dev.storekeeper.retention.Phases;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Changes versions of one package: writes what is about to be done to state and ledger, does it,
 * and writes what became of it. Stopped anywhere, the next pass finds out what has happened. For
 * one pass.
 */
final class Carrier {
  /** A call must be over well before its lease is. */
  private static final Duration CALL = Duration.ofSeconds(30);

  /** How often what is hidden is looked at. */
  private static final Duration LOOK = Duration.ofDays(1);

  private static final Duration AFTER_FAILURE = Duration.ofMinutes(10);

  private final Registry registry;
  private final CleanupState state;
  private final CleanupLedger ledger;
  private final Rules rules;
  private final Clock clock;
  private final PackageCoordinates coordinates;
  private final Lease lease;
  private final Tally tally;
  private final Inspection inspection;

  Carrier(
      Parts parts,
      Clock clock,
      PackageCoordinates coordinates,
      Lease lease,
      Inspection inspection,
      Tally tally) {
    this.registry = parts.registry();
    this.state = parts.state();
    this.ledger = parts.ledger();
    this.rules = parts.rules();
    this.clock = clock;
    this.coordinates = coordinates;
    this.lease = lease;
    this.inspection = inspection;
    this.tally = tally;
  }

  /** Unlists or archives items that all have the same status now. */
  After hide(List<Item> items, Step.Hide step)
      throws RegistryException, StateUnavailableException, StaleWriteException {
    After after = After.NOTHING;
    for (List<Item> batch : Batches.of(items)) {
      List<Item> hiding = new ArrayList<>();
      for (Item item : batch) {
        hiding.add(write(item.with(item.progress().hiding(step.target(), now()))));
        ledger.hiding(item, step.target());
      }
      Map<String, VersionResult> results =
          setStatus(hiding, Item::presentRevision, step.from(), step.target());
      for (Item item : hiding) {
        VersionResult result = result(results, item);
        after =
            after.and(
                switch (result) {
                  case VersionResult.Done(Optional<String> revision) -> hidden(item, revision);
                  case VersionResult.Failed failed -> failed(failed);
                });
      }
    }
    return after;
  }

  /** It is known that an item has the status that it was being given. */
  After hidden(Item item, Optional<String> revision)
      throws StateUnavailableException, StaleWriteException {
    Item hidden = item.with(item.progress().hidden(revision, now().plus(grace(item)), now()));
    ledger.hidden(hidden);
    write(hidden);
    tally.count(hidden.hiddenAs().filter("Archived"::equals).isPresent() ? "Archived" : "Unlisted");
    return lookAgain(hidden.due());
  }

  /** When a hidden item is due: it may be missed before, and should not wait for its grace then. */
  After lookAgain(Instant due) {
    return After.at(due).and(After.at(now().plus(LOOK)));
  }

  /** Gives items that all have the same status their former one back. */
  After restore(List<Item> items, Step.Restore step)
      throws RegistryException, StateUnavailableException, StaleWriteException {
    After after = After.NOTHING;
    for (List<Item> batch : Batches.of(items)) {
      List<Item> restoring = new ArrayList<>();
      for (Item item : batch) {
        ledger.restoring(item, step.target(), step.why());
        restoring.add(write(in(item, ItemState.RESTORING, step.why())));
      }
      Map<String, VersionResult> results =
          setStatus(restoring, this::present, step.from(), step.target());
      for (Item item : restoring) {
        VersionResult result = result(results, item);
        after =
            after.and(
                switch (result) {
                  case VersionResult.Done done -> restored(item);
                  case VersionResult.Failed failed -> failed(failed);
                });
      }
    }
    return after;
  }

  /**
   * Gives items their former status back where cleanup's own change still stands; where it does
   * not, somebody else's does.
   */
  After reclaim(List<Item> items, Step.Reclaim step)
      throws RegistryException, StateUnavailableException, StaleWriteException {
    After after = After.NOTHING;
    for (List<Item> batch : Batches.of(items)) {
      List<Item> restoring = new ArrayList<>();
      for (Item item : batch) {
        ledger.restoring(item, step.target(), step.why());
        restoring.add(write(in(item, ItemState.RESTORING, step.why())));
      }
      Map<String, VersionResult> results =
          setStatus(restoring, Item::presentRevision, step.from(), step.target());
      for (Item item : restoring) {
        after =
            after.and(
                switch (result(results, item)) {
                  case VersionResult.Done done -> restored(item);
                  case VersionResult.Failed failed when failed.isOtherStatus() ->
                      keep(item, step.why());
                  case VersionResult.Failed failed -> failed(failed);
                });
      }
    }
    return after;
  }

  /** It is known that an item has its former status again. */
  After restored(Item item) throws StateUnavailableException, StaleWriteException {
    ledger.restored(item);
    write(in(item, ItemState.KEPT, item.note()));
    tally.count("Restored");
    return After.NOTHING;
  }

  /**
   * Deletes archived items, each after its tombstone is written. What persons have said since the
   * look is asked for once more: copies may have been made meanwhile.
   */
  After delete(List<Item> items, Approvals approvals)
      throws RegistryException, StateUnavailableException, StaleWriteException {
    After after = After.NOTHING;
    for (List<Item> wanted : Batches.of(items)) {
      List<Item> batch = unopposed(wanted);
      if (batch.size() < wanted.size()) {
        after = after.and(After.AGAIN);
      }
      if (batch.isEmpty()) {
        continue;
      }
      List<Item> deleting = new ArrayList<>();
      for (Item item : batch) {
        List<Asset> assets = registry.assets(item.version());
        ledger.deleting(
            item,
            assets,
            approvals.covering(item).stream().map(approval -> approval.by()).toList());
        deleting.add(write(in(item, ItemState.DELETING, "is being deleted")));
      }
      requireTime();
      Map<String, VersionResult> results =
          registry.deleteArchived(coordinates, deleting.stream().map(Carrier::name).toList());
      for (Item item : deleting) {
        VersionResult result = result(results, item);
        after =
            after.and(
                switch (result) {
                  case VersionResult.Done done -> deleted(item);
                  case VersionResult.Failed failed -> failed(failed);
                });
      }
    }
    return after;
  }

  /** Those that no hold, cancelled plan or pause has kept since. */
  private List<Item> unopposed(List<Item> items) throws StateUnavailableException {
    Approvals approvals = new Approvals(state, rules);
    Holds holds = Holds.of(state, coordinates);
    List<Item> unopposed = new ArrayList<>();
    for (Item item : items) {
      if (approvals.withdrawn(item).isEmpty() && holds.on(item.version()).isEmpty()) {
        unopposed.add(item);
      }
    }
    return state.paused().isPresent() ? List.of() : unopposed;
  }

  /** It is known that cleanup deleted an item. */
  After deleted(Item item) throws StateUnavailableException, StaleWriteException {
    ledger.deleted(item);
    write(in(item, ItemState.DELETED, "was deleted"));
    tally.count("Deleted");
    tally.bytes(item.bytes());
    return After.NOTHING;
  }

  /** An item stays as it is. */
  After keep(Item item, String why) throws StateUnavailableException, StaleWriteException {
    ledger.kept(item, why);
    write(in(item, ItemState.KEPT, why));
    tally.count("Kept");
    return After.NOTHING;
  }

  /** Writes an item under the lease. */
  Item write(Item item) throws StateUnavailableException, StaleWriteException {
    state.put(item, lease);
    return item;
  }

  /** The revision that a version has now: whatever it is, it is given back. */
  private String present(Item item) {
    return Optional.ofNullable(inspection.versions().get(name(item)))
        .map(ListedVersion::revision)
        .orElse(item.revision());
  }

  private Map<String, VersionResult> setStatus(
      List<Item> items, Function<Item, String> revision, String from, String target)
      throws RegistryException, StaleWriteException {
    SortedMap<String, String> revisions = new TreeMap<>();
    items.forEach(item -> revisions.put(name(item), revision.apply(item)));
    requireTime();
    return registry.setStatus(coordinates, revisions, from, target);
  }

  /** What failed stays as it was written: the next look finds out. */
  private After failed(VersionResult.Failed failed) {
    if (failed.isSkipped()) {
      return After.AGAIN;
    }
    tally.failed(failed.code() + ": " + failed.message());
    return After.at(now().plus(AFTER_FAILURE));
  }

  private static VersionResult result(Map<String, VersionResult> results, Item item) {
    return Optional.ofNullable(results.get(name(item)))
        .orElseGet(() ->
            new VersionResult.Failed("UNANSWERED", "CodeArtifact did not say what became of it"));
  }

  private Duration grace(Item item) {
    if (rules.policyRevision(item.policy()).isEmpty()) {
      return Duration.ZERO;
    }
    Phases phases = rules.phases(item.policy());
    boolean inTwoSteps =
        phases.first() == Phases.First.UNLIST && !item.formerStatus().equals("Unlisted");
    return inTwoSteps ? phases.grace().dividedBy(2) : phases.grace();
  }

  private Item in(Item item, ItemState next, String note) {
    Progress progress = item.progress().in(next, note, now());
    return item.with(progress);
  }

  private void requireTime() throws StaleWriteException {
    if (now().isAfter(lease.until().minus(CALL))) {
      throw new StaleWriteException("the lease of " + lease.work() + " is nearly over");
    }
  }

  private Instant now() {
    return clock.instant();
  }

  private static String name(Item item) {
    return item.version().version();
  }
}
