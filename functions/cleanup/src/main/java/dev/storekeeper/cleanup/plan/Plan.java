package dev.storekeeper.cleanup.plan;

import dev.storekeeper.cleanup.registry.DomainId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a scan of a domain proposes.
 *
 * @param id sorts by time, as in {@code 20260301T030000Z-acme-1f3a}
 * @param domain which domain
 * @param asOf the one time that all of its decisions go by
 * @param policyRevision the revision of the whole policy
 * @param state where it is
 * @param hash {@code sha256:} over everything that it removes; absent while scanning
 * @param totals its sums
 * @param overLimits the limits that it exceeds, for people; if any, nothing of it goes by itself
 * @param approvals who consented
 * @param createdAt when the scan began
 * @param completedAt when the plan was complete, from which the notice counts
 * @param note why it was stopped, superseded or cancelled, for people
 */
public record Plan(
    String id,
    DomainId domain,
    Instant asOf,
    String policyRevision,
    PlanState state,
    Optional<String> hash,
    Totals totals,
    List<String> overLimits,
    List<Approval> approvals,
    Instant createdAt,
    Optional<Instant> completedAt,
    Optional<String> note) {
  public Plan {
    overLimits = List.copyOf(overLimits);
    approvals = List.copyOf(approvals);
  }

  /** Whether it shows what would go at a later time, so that nobody can approve it. */
  public boolean isPreview() {
    return asOf.isAfter(createdAt);
  }
}
