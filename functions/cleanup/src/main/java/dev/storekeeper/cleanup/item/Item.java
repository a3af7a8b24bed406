package dev.storekeeper.cleanup.item;

import dev.storekeeper.codeartifact.OriginType;
import dev.storekeeper.codeartifact.PackageVersion;
import java.time.Instant;
import java.util.Optional;

/**
 * A package version on its way out.
 *
 * @param version which one
 * @param plan the id of the plan that it is in
 * @param policy the name of the policy that selected it
 * @param policyRevision that policy's revision when it did
 * @param reason why, for people
 * @param revision the version's revision in the plan
 * @param formerStatus the status that it had, and gets back
 * @param origin how it came into the domain
 * @param bytes the size of its assets
 * @param progress how far it is
 */
public record Item(
    PackageVersion version,
    String plan,
    String policy,
    String policyRevision,
    String reason,
    String revision,
    String formerStatus,
    OriginType origin,
    long bytes,
    Progress progress) {

  /** The same, further. */
  public Item with(Progress next) {
    return new Item(
        version, plan, policy, policyRevision, reason, revision, formerStatus, origin, bytes, next);
  }

  /** The revision that it must have now. */
  public String presentRevision() {
    return progress.revision().orElse(revision);
  }

  /** Where it is. */
  public ItemState state() {
    return progress.state();
  }

  /** When the next step is due at the earliest. */
  public Instant due() {
    return progress.due();
  }

  /** The status that it was or is being given. */
  public Optional<String> hiddenAs() {
    return progress.hiddenAs();
  }

  /** When it was hidden first. */
  public Optional<Instant> hiddenAt() {
    return progress.hiddenAt();
  }

  /** The key of its export's manifest in the bucket. */
  public Optional<String> export() {
    return progress.export();
  }

  /** What happened last, for people. */
  public String note() {
    return progress.note();
  }
}
