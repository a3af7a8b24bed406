package dev.storekeeper.cleanup.plan;

import dev.storekeeper.codeartifact.OriginType;
import dev.storekeeper.codeartifact.PackageVersion;
import dev.storekeeper.retention.Outcome;
import java.time.Instant;
import java.util.Optional;

/**
 * What a scan decided about one version; there is a row for each version of the domain, kept ones
 * too.
 *
 * @param version which one
 * @param revision its revision when it was decided about
 * @param status its status then; the former one if cleanup archived it
 * @param origin how it came into the domain
 * @param published when it was published, where that was asked
 * @param lastRead when it was last read, where that was asked and seen
 * @param bytes the size of its assets, where that was asked
 * @param outcome what was decided, and why
 * @param inFlight the state of its item, if an earlier plan has it under way
 */
public record Row(
    PackageVersion version,
    String revision,
    String status,
    OriginType origin,
    Optional<Instant> published,
    Optional<Instant> lastRead,
    Optional<Long> bytes,
    Outcome outcome,
    Optional<String> inFlight) {

  /** Whether the plan proposes to remove it. */
  public boolean isSelected() {
    return outcome instanceof Outcome.Selected && inFlight.isEmpty();
  }
}
