package dev.storekeeper.cleanup.state;

import dev.storekeeper.cleanup.item.Hold;
import dev.storekeeper.cleanup.item.Item;
import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.cleanup.registry.DomainId;
import dev.storekeeper.codeartifact.PackageCoordinates;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;

/**
 * What cleanup remembers, in a DynamoDB table with the keys {@code key} and {@code sort} and the
 * sparse index {@code by-due} ({@code queue}, {@code due}). The module's README describes the rows.
 */
public final class DynamoDbState implements CleanupState {
  private static final int MOST = 100_000;
  private static final int TRIES = 20;
  private static final String PLAN = "plan";
  private static final String NOTE = "note";
  private static final String BUDGET = "budget";
  private static final String CONTROL = "control";
  private static final String PAUSED = "paused";

  private final CleanupTable table;
  private final WorkRows work;

  /** The state in the table of this name. */
  public DynamoDbState(DynamoDbClient client, String table) {
    this.table = new CleanupTable(client, table);
    this.work = new WorkRows(this.table);
  }

  @Override
  public Optional<Lease> lease(String key, Instant now, Duration length)
      throws StateUnavailableException {
    return work.lease(key, now, length);
  }

  @Override
  public void release(Lease lease, Optional<Instant> due) throws StateUnavailableException {
    work.release(lease, due);
  }

  @Override
  public void due(String key, Instant time) throws StateUnavailableException {
    work.due(key, time);
  }

  @Override
  public List<String> due(Instant now, int limit) throws StateUnavailableException {
    return work.due(now, limit);
  }

  @Override
  public List<Item> items(PackageCoordinates coordinates) throws StateUnavailableException {
    List<Item> items = new ArrayList<>();
    for (Map<String, AttributeValue> row : table.rows(itemKey(coordinates), false, MOST)) {
      items.add(ItemText.read(coordinates, text(row)));
    }
    return items;
  }

  @Override
  public void put(Item item, Lease lease) throws StateUnavailableException, StaleWriteException {
    guarded(
        CleanupTable.row(
            itemKey(item.version().coordinates()), item.version().version(), ItemText.write(item)),
        lease);
  }

  @Override
  public Optional<Plan> plan(String id) throws StateUnavailableException {
    return table.text("plan#" + id, PLAN).map(PlanText::read);
  }

  @Override
  public List<Plan> plans(DomainId domain, int limit) throws StateUnavailableException {
    List<Plan> plans = new ArrayList<>();
    // A plan that is just being created is listed before it is there.
    for (Map<String, AttributeValue> row : table.rows("plans#" + domain, true, limit + 1)) {
      if (plans.size() < limit) {
        plan(text(row)).ifPresent(plans::add);
      }
    }
    return plans;
  }

  @Override
  public void create(Plan plan) throws StateUnavailableException, StaleWriteException {
    table.put(CleanupTable.row("plans#" + plan.domain(), plan.id(), plan.id()));
    if (!table.replace("plan#" + plan.id(), PLAN, Optional.empty(), PlanText.write(plan))) {
      throw new StaleWriteException("plan " + plan.id() + " is there already");
    }
  }

  @Override
  public void replace(Plan before, Plan after)
      throws StateUnavailableException, StaleWriteException {
    // Another release may have written the same in other words.
    Optional<String> stored = table.text("plan#" + before.id(), PLAN);
    boolean isSame = stored.map(PlanText::read).equals(Optional.of(before));
    if (!isSame || !table.replace("plan#" + before.id(), PLAN, stored, PlanText.write(after))) {
      throw new StaleWriteException("plan " + before.id() + " was changed by somebody else");
    }
  }

  @Override
  public List<Hold> holds(DomainId domain) throws StateUnavailableException {
    return table.rows("holds#" + domain, false, MOST).stream()
        .map(row -> HoldText.read(text(row)))
        .toList();
  }

  @Override
  public void hold(Hold hold) throws StateUnavailableException {
    table.put(CleanupTable.row(HoldText.key(hold.scope()), hold.scope(), HoldText.write(hold)));
  }

  @Override
  public void unhold(String scope) throws StateUnavailableException {
    table.remove(HoldText.key(scope), scope);
  }

  @Override
  public boolean spend(String budget, long amount, long limit, Instant now)
      throws StateUnavailableException {
    for (int attempt = 0; attempt < TRIES; attempt++) {
      Optional<String> before = table.text(BUDGET + "#" + budget, BUDGET);
      Optional<Spent> after = Spent.read(before).plus(amount, limit, now);
      if (after.isEmpty()) {
        return false;
      }
      if (table.replace(BUDGET + "#" + budget, BUDGET, before, after.get().write())) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Optional<String> paused() throws StateUnavailableException {
    return table.text(CONTROL, PAUSED);
  }

  @Override
  public void pause(Optional<String> reason) throws StateUnavailableException {
    if (reason.isPresent()) {
      table.put(CleanupTable.row(CONTROL, PAUSED, reason.get()));
    } else {
      table.remove(CONTROL, PAUSED);
    }
  }

  @Override
  public Optional<String> note(String key) throws StateUnavailableException {
    return table.text("note#" + key, NOTE);
  }

  @Override
  public void note(String key, String text, Lease lease)
      throws StateUnavailableException, StaleWriteException {
    guarded(CleanupTable.row("note#" + key, NOTE, text), lease);
  }

  private void guarded(Map<String, AttributeValue> row, Lease lease)
      throws StateUnavailableException, StaleWriteException {
    ConditionCheck check = work.isLast(lease);
    if (!table.putTogether(List.of(row), List.of(check))) {
      throw new StaleWriteException("somebody else works on " + lease.work());
    }
  }

  private static String itemKey(PackageCoordinates coordinates) {
    return String.join(
        "/",
        "item#" + coordinates.domainOwner(),
        coordinates.domain(),
        coordinates.repository(),
        coordinates.format(),
        coordinates.namespace(),
        coordinates.name());
  }

  private static String text(Map<String, AttributeValue> row) {
    return Optional.ofNullable(row.get(CleanupTable.TEXT)).map(AttributeValue::s).orElse("");
  }
}
