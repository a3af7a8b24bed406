package dev.storekeeper.cleanup.state;

import dev.storekeeper.cleanup.item.Hold;
import dev.storekeeper.cleanup.item.Item;
import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.cleanup.registry.DomainId;
import dev.storekeeper.codeartifact.PackageCoordinates;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What cleanup remembers. Every read is consistent. Safe for use by many threads. */
public interface CleanupState {

  /**
   * Takes the lease of a piece of work unless somebody has it.
   *
   * @param work its key
   * @param now the present, by the caller's clock
   */
  Optional<Lease> lease(String work, Instant now, Duration length) throws StateUnavailableException;

  /**
   * Gives a lease back. A later lease is left alone.
   *
   * @param due when the work is due again; absent if there is nothing left to do
   */
  void release(Lease lease, Optional<Instant> due) throws StateUnavailableException;

  /** Makes work due, at the given time or earlier if it is due earlier already. */
  void due(String work, Instant time) throws StateUnavailableException;

  /** Keys of work that is due, the longest due first. */
  List<String> due(Instant now, int limit) throws StateUnavailableException;

  /** The items of a package, by version. */
  List<Item> items(PackageCoordinates coordinates) throws StateUnavailableException;

  /**
   * Writes an item, if the lease is still the last one of its work.
   *
   * @throws StaleWriteException if it is not; nothing is written
   */
  void put(Item item, Lease lease) throws StateUnavailableException, StaleWriteException;

  /** A plan. */
  Optional<Plan> plan(String id) throws StateUnavailableException;

  /** The plans of a domain, the newest first. */
  List<Plan> plans(DomainId domain, int limit) throws StateUnavailableException;

  /** Writes a plan that is not there yet. */
  void create(Plan plan) throws StateUnavailableException, StaleWriteException;

  /**
   * Replaces a plan.
   *
   * @param before what is there, as it was read
   * @throws StaleWriteException if something else is there by now
   */
  void replace(Plan before, Plan after) throws StateUnavailableException, StaleWriteException;

  /** The holds of a domain. */
  List<Hold> holds(DomainId domain) throws StateUnavailableException;

  /** Sets a hold, or changes it. */
  void hold(Hold hold) throws StateUnavailableException;

  /** Removes the hold of a scope; without effect if there is none. */
  void unhold(String scope) throws StateUnavailableException;

  /**
   * Counts changes that happen without a person, unless the sum of the last 24 hours would exceed a
   * limit.
   *
   * @param budget what is counted, as in {@code owner/domain items}
   * @param amount how much; less than nothing gives back what was counted
   * @return whether there was room, so that they were counted
   */
  boolean spend(String budget, long amount, long limit, Instant now)
      throws StateUnavailableException;

  /** Whether a person has paused all changes, and why. */
  Optional<String> paused() throws StateUnavailableException;

  /** Pauses all changes, or goes on if the reason is absent. */
  void pause(Optional<String> reason) throws StateUnavailableException;

  /** A piece of text that a unit of work goes on from, such as a cursor. */
  Optional<String> note(String key) throws StateUnavailableException;

  /** Writes a note, if the lease is still the last one of its work. */
  void note(String key, String text, Lease lease)
      throws StateUnavailableException, StaleWriteException;
}
