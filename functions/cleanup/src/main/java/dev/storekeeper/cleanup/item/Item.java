package dev.storekeeper.cleanup.item;

import dev.storekeeper.codeartifact.OriginType;
import dev.storekeeper.codeartifact.PackageVersion;
import java.time.Instant;
import java.util.Optional;

/**
 * A package version on its way out.
 *
 * @param version which one
 * @param state where it is
 * @param plan the id of the plan that it is in
 * @param policy the name of the policy that selected it
 * @param policyRevision that policy's revision when it did
 * @param reason why, for people
 * @param revision the version's revision in the plan
 * @param formerStatus the status that it had, and gets back
 * @param origin how it came into the domain
 * @param bytes the size of its assets
 * @param due when the next step is due at the earliest
 * @param hiddenAs the status that it was or is being given; absent while planned
 * @param hiddenAt when that was done; absent until it is known
 * @param export the key of its export's manifest in the bucket; absent if there is none
 * @param note what happened last, for people
 * @param changedAt when it last changed
 */
public record Item(
    PackageVersion version,
    ItemState state,
    String plan,
    String policy,
    String policyRevision,
    String reason,
    String revision,
    String formerStatus,
    OriginType origin,
    long bytes,
    Instant due,
    Optional<String> hiddenAs,
    Optional<Instant> hiddenAt,
    Optional<String> export,
    String note,
    Instant changedAt) {

  /** The same in another state. */
  public Item in(ItemState next, String text, Instant now) {
    return new Item(
        version,
        next,
        plan,
        policy,
        policyRevision,
        reason,
        revision,
        formerStatus,
        origin,
        bytes,
        due,
        hiddenAs,
        hiddenAt,
        export,
        text,
        now);
  }

  /** The same, whose next step is due then. */
  public Item dueAt(Instant time) {
    return new Item(
        version,
        state,
        plan,
        policy,
        policyRevision,
        reason,
        revision,
        formerStatus,
        origin,
        bytes,
        time,
        hiddenAs,
        hiddenAt,
        export,
        note,
        changedAt);
  }

  /** The same, being given a status. */
  public Item hiding(String target, Instant now) {
    return new Item(
        version,
        ItemState.HIDING,
        plan,
        policy,
        policyRevision,
        reason,
        revision,
        formerStatus,
        origin,
        bytes,
        due,
        Optional.of(target),
        Optional.empty(),
        export,
        "to be " + target,
        now);
  }

  /** The same, known to have that status. */
  public Item hidden(Instant now, Instant nextDue) {
    return new Item(
        version,
        ItemState.HIDDEN,
        plan,
        policy,
        policyRevision,
        reason,
        revision,
        formerStatus,
        origin,
        bytes,
        nextDue,
        hiddenAs,
        Optional.of(now),
        export,
        hiddenAs.orElse(""),
        now);
  }

  /** The same with an export. */
  public Item exported(String manifest) {
    return new Item(
        version,
        state,
        plan,
        policy,
        policyRevision,
        reason,
        revision,
        formerStatus,
        origin,
        bytes,
        due,
        hiddenAs,
        hiddenAt,
        Optional.of(manifest),
        note,
        changedAt);
  }
}
