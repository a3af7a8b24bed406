package dev.storekeeper.cleanup.execute;

import dev.storekeeper.cleanup.export.ExportException;
import dev.storekeeper.cleanup.item.Item;
import dev.storekeeper.cleanup.item.ItemState;
import dev.storekeeper.cleanup.item.Step;
import dev.storekeeper.cleanup.registry.RegistryException;
import dev.storekeeper.cleanup.registry.RepositoryId;
import dev.storekeeper.cleanup.state.StaleWriteException;
import dev.storekeeper.cleanup.state.StateUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Does what a step says to the items that it is due for. For one look at a package. */
record Act(Parts parts, Carrier carrier, Approvals approvals, Clock clock, Tally tally) {
  private static final Duration LATER = Duration.ofHours(1);

  After on(Step step, List<Item> items)
      throws RegistryException, StateUnavailableException, StaleWriteException {
    return switch (step) {
      case Step.Wait wait ->
          items.stream().anyMatch(item -> item.state() == ItemState.HIDDEN)
              ? carrier.lookAgain(wait.until())
              : After.at(wait.until());
      case Step.Keep keep -> {
        for (Item item : items) {
          carrier.keep(item, keep.why());
        }
        yield After.NOTHING;
      }
      case Step.Hold hold -> held(items, hold);
      case Step.Export export -> exported(items);
      case Step.Hide hide -> hidden(items, hide);
      case Step.Delete delete -> deleted(items);
      case Step.Restore restore -> carrier.restore(items, restore);
      case Step.FoundHidden found -> {
        for (Item item : items) {
          carrier.hidden(item, Optional.empty());
        }
        yield After.AGAIN;
      }
      case Step.FoundDeleted found -> {
        for (Item item : items) {
          carrier.deleted(item);
        }
        yield After.NOTHING;
      }
      case Step.Reclaim reclaim -> carrier.reclaim(items, reclaim);
    };
  }

  private After held(List<Item> items, Step.Hold step)
      throws StateUnavailableException, StaleWriteException {
    for (Item item : items) {
      Holds.add(
          parts.state(),
          RepositoryId.of(item.version().coordinates()).domain(),
          Holds.scope(item.version()),
          step.why(),
          clock.instant());
      parts.ledger().missed(item, step.at(), step.why());
      carrier.write(item.with(item.progress().refused(step.at(), step.why(), clock.instant())));
    }
    return After.AGAIN;
  }

  private After exported(List<Item> items) throws StateUnavailableException, StaleWriteException {
    Optional<Instant> due = Optional.empty();
    boolean some = false;
    for (Item item : items) {
      try {
        String manifest = parts.exports().export(item.version(), item.revision());
        carrier.write(item.with(item.progress().exported(manifest, clock.instant())));
        tally.count("Exported");
        some = true;
      } catch (ExportException e) {
        tally.failed(String.valueOf(e.getMessage()));
        if (!e.isTransient()) {
          parts.ledger().finding(item, "export-failed", String.valueOf(e.getMessage()));
        }
        due = After.earlier(due, Optional.of(later()));
      }
    }
    return new After(some, due);
  }

  private After hidden(List<Item> items, Step.Hide step)
      throws RegistryException, StateUnavailableException, StaleWriteException {
    List<Item> affordable = new ArrayList<>();
    for (Item item : items) {
      if (item.state() != ItemState.PLANNED
          || !approvals.isAutomatic(item)
          || Budget.allows(parts, item, clock.instant())) {
        affordable.add(item);
      }
    }
    After after = affordable.isEmpty() ? After.NOTHING : carrier.hide(affordable, step);
    return affordable.size() == items.size() ? after : after.and(After.at(later()));
  }

  private After deleted(List<Item> items)
      throws RegistryException, StateUnavailableException, StaleWriteException {
    List<Item> good = new ArrayList<>();
    for (Item item : items) {
      if (hasGoodCopy(item)) {
        good.add(item);
      }
    }
    After after = good.isEmpty() ? After.NOTHING : carrier.delete(good, approvals);
    return good.size() == items.size() ? after : after.and(After.at(later()));
  }

  private boolean hasGoodCopy(Item item) {
    if (item.export().isEmpty()) {
      return true;
    }
    try {
      parts.exports().verify(item.export().get(), item.version(), item.revision());
      return true;
    } catch (ExportException e) {
      tally.failed(String.valueOf(e.getMessage()));
      if (!e.isTransient()) {
        parts.ledger().finding(item, "export-lost", String.valueOf(e.getMessage()));
      }
      return false;
    }
  }

  private Instant later() {
    return clock.instant().plus(LATER);
  }
}
