package dev.storekeeper.cleanup.state;

import dev.storekeeper.cleanup.item.Hold;
import dev.storekeeper.cleanup.item.Item;
import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.cleanup.registry.DomainId;
import dev.storekeeper.codeartifact.PackageCoordinates;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the table would remember, in memory, with faults on demand. */
public final class InMemoryState implements CleanupState {
  private static final class Row {
    long fence;
    long wakes;
    @Nullable Instant until;
    @Nullable Instant due;
  }

  /** Is asked before every call, and again after every call that wrote something. */
  @FunctionalInterface
  public interface Faults {
    /** Throws to make the call fail: before it, or after it was carried out. */
    void at(String operation, boolean carriedOut) throws StateUnavailableException;
  }

  private final Map<String, Row> work = new TreeMap<>();
  private final Map<PackageCoordinates, SortedMap<String, Item>> items = new HashMap<>();
  private final SortedMap<String, Plan> plans = new TreeMap<>();
  private final SortedMap<String, Hold> holds = new TreeMap<>();
  private final Map<String, Spent> budgets = new HashMap<>();
  private final Map<String, String> notes = new HashMap<>();
  private Optional<String> paused = Optional.empty();
  private Faults faults = (operation, carriedOut) -> {};

  /** Makes calls fail from now on. */
  public synchronized void faults(Faults these) {
    faults = these;
  }

  @Override
  public synchronized Optional<Lease> lease(String key, Instant now, Duration length)
      throws StateUnavailableException {
    faults.at("lease", false);
    Row row = work.computeIfAbsent(key, ignored -> new Row());
    if (row.until != null && row.until.isAfter(now)) {
      return Optional.empty();
    }
    row.fence++;
    row.until = now.plus(length);
    Lease lease = new Lease(key, row.fence, row.wakes, now.plus(length));
    faults.at("lease", true);
    return Optional.of(lease);
  }

  @Override
  public synchronized void release(Lease lease, Optional<Instant> due)
      throws StateUnavailableException {
    faults.at("release", false);
    Row row = work.computeIfAbsent(lease.work(), ignored -> new Row());
    if (row.fence == lease.fence()) {
      row.until = null;
      if (row.wakes == lease.wakes()) {
        row.due = due.orElse(null);
      }
    }
    faults.at("release", true);
  }

  @Override
  public synchronized void due(String key, Instant time) throws StateUnavailableException {
    faults.at("due", false);
    Row row = work.computeIfAbsent(key, ignored -> new Row());
    row.wakes++;
    if (row.due == null || row.due.isAfter(time)) {
      row.due = time;
    }
    faults.at("due", true);
  }

  @Override
  public synchronized List<String> due(Instant now, int limit) throws StateUnavailableException {
    faults.at("listDue", false);
    record Due(String key, Instant at) {}
    List<Due> found = new ArrayList<>();
    work.forEach((key, row) -> {
      if (row.due != null && !row.due.isAfter(now)) {
        found.add(new Due(key, row.due));
      }
    });
    return found.stream().sorted(Comparator.comparing(Due::at)).limit(limit).map(Due::key).toList();
  }

  @Override
  public synchronized List<Item> items(PackageCoordinates coordinates)
      throws StateUnavailableException {
    faults.at("items", false);
    return List.copyOf(items.getOrDefault(coordinates, new TreeMap<>()).values());
  }

  @Override
  public synchronized void put(Item item, Lease lease)
      throws StateUnavailableException, StaleWriteException {
    faults.at("put", false);
    guard(lease);
    items
        .computeIfAbsent(item.version().coordinates(), ignored -> new TreeMap<>())
        .put(item.version().version(), item);
    faults.at("put", true);
  }

  @Override
  public synchronized Optional<Plan> plan(String id) throws StateUnavailableException {
    faults.at("plan", false);
    return Optional.ofNullable(plans.get(id));
  }

  @Override
  public synchronized List<Plan> plans(DomainId domain, int limit)
      throws StateUnavailableException {
    faults.at("plans", false);
    return plans.values().stream()
        .filter(plan -> plan.domain().equals(domain))
        .sorted(Comparator.comparing(Plan::id).reversed())
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized void create(Plan plan) throws StateUnavailableException, StaleWriteException {
    faults.at("create", false);
    if (plans.putIfAbsent(plan.id(), plan) != null) {
      throw new StaleWriteException("plan " + plan.id() + " is there already");
    }
    faults.at("create", true);
  }

  @Override
  public synchronized void replace(Plan before, Plan after)
      throws StateUnavailableException, StaleWriteException {
    faults.at("replace", false);
    if (!plans.replace(before.id(), before, after)) {
      throw new StaleWriteException("plan " + before.id() + " was changed by somebody else");
    }
    faults.at("replace", true);
  }

  @Override
  public synchronized List<Hold> holds(DomainId domain) throws StateUnavailableException {
    faults.at("holds", false);
    return holds.values().stream()
        .filter(hold -> HoldText.key(hold.scope()).equals("holds#" + domain))
        .toList();
  }

  @Override
  public synchronized void hold(Hold hold) throws StateUnavailableException {
    faults.at("hold", false);
    HoldText.key(hold.scope());
    holds.put(hold.scope(), hold);
    faults.at("hold", true);
  }

  @Override
  public synchronized void unhold(String scope) throws StateUnavailableException {
    faults.at("unhold", false);
    holds.remove(scope);
    faults.at("unhold", true);
  }

  @Override
  public synchronized boolean spend(String budget, long amount, long limit, Instant now)
      throws StateUnavailableException {
    faults.at("spend", false);
    Optional<Spent> after =
        budgets.getOrDefault(budget, Spent.read(Optional.empty())).plus(amount, limit, now);
    after.ifPresent(spent -> budgets.put(budget, spent));
    faults.at("spend", true);
    return after.isPresent();
  }

  @Override
  public synchronized Optional<String> paused() throws StateUnavailableException {
    faults.at("paused", false);
    return paused;
  }

  @Override
  public synchronized void pause(Optional<String> reason) throws StateUnavailableException {
    faults.at("pause", false);
    paused = reason;
    faults.at("pause", true);
  }

  @Override
  public synchronized Optional<String> note(String key) throws StateUnavailableException {
    faults.at("readNote", false);
    return Optional.ofNullable(notes.get(key));
  }

  @Override
  public synchronized void note(String key, String text, Lease lease)
      throws StateUnavailableException, StaleWriteException {
    faults.at("note", false);
    guard(lease);
    notes.put(key, text);
    faults.at("note", true);
  }

  private void guard(Lease lease) throws StaleWriteException {
    Row row = work.get(lease.work());
    if (row == null || row.fence != lease.fence()) {
      throw new StaleWriteException("somebody else works on " + lease.work());
    }
  }
}
