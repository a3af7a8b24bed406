package dev.storekeeper.cleanup.report;

import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.cleanup.plan.Row;
import dev.storekeeper.retention.Limits;
import dev.storekeeper.retention.Mode;
import dev.storekeeper.retention.Outcome;
import dev.storekeeper.retention.Phases;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Everything that a report says but the table of all versions.
 *
 * @param plan the plan
 * @param limits how much may change without a person
 * @param repositories the domain's repositories, by name
 * @param removed the repositories that go as a whole
 * @param policies the policies that selected versions, by name
 * @param timeline the days on which something happens, in order
 * @param kept what stays, the most first
 * @param inFlight how many versions earlier plans have under way, by the state of their item
 * @param money what it is worth
 * @param comparison what changed since the plan before
 * @param going what goes
 */
record Summary(
    Plan plan,
    Limits limits,
    List<Repository> repositories,
    List<RemovedRepository> removed,
    List<Policy> policies,
    List<Day> timeline,
    List<Kept> kept,
    SortedMap<String, Long> inFlight,
    Money money,
    Comparison comparison,
    Listed<Going> going) {
  Summary {
    repositories = List.copyOf(repositories);
    removed = List.copyOf(removed);
    policies = List.copyOf(policies);
    timeline = List.copyOf(timeline);
    kept = List.copyOf(kept);
  }

  /** What a plan is known by to whoever approves it: 12 hexadecimal digits of its hash. */
  Optional<String> shortHash() {
    return plan.hash().map(hash -> hash.substring("sha256:".length()).substring(0, 12));
  }

  /** Whether it has versions that only go when a person approves them. */
  boolean waitsForPerson() {
    return policies.stream().anyMatch(policy -> policy.mode() != Mode.ENFORCE);
  }

  /**
   * A repository.
   *
   * @param reclaimable bytes that its versions free; absent if that cannot be told repository by
   *     repository
   */
  record Repository(
      String name, long versions, long selected, long bytes, Optional<Long> reclaimable) {}

  /** A repository that goes as a whole. */
  record RemovedRepository(String name, String policy, String reason) {}

  /**
   * A policy.
   *
   * @param phases how it removes; absent if there is none of this name any more
   * @param dates when; absent like the phases
   */
  record Policy(
      String name,
      String revision,
      Mode mode,
      long selected,
      long bytes,
      Optional<Phases> phases,
      Optional<RemovalDates> dates) {}

  /** How many versions are unlisted, archived and deleted on a day in UTC, at the earliest. */
  record Day(LocalDate day, long unlisted, long archived, long deleted) {}

  /**
   * Versions that stay.
   *
   * @param rule the path of the rule in the policy file; empty if none is behind it
   * @param example the reason of one of them
   */
  record Kept(Outcome.Why why, String rule, long versions, String example) {}

  /**
   * A version that goes.
   *
   * @param dates when; absent if there is no policy of this name any more
   */
  record Going(Row row, String policy, String reason, Optional<RemovalDates> dates) {
    static Going of(Row row, Outcome.Selected why, Schedule schedule) {
      return new Going(row, why.policy(), why.reason(), schedule.of(why.policy(), row.status()));
    }
  }
}
