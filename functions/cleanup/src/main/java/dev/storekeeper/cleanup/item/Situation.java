package dev.storekeeper.cleanup.item;

import dev.storekeeper.cleanup.registry.ListedVersion;
import dev.storekeeper.retention.Outcome;
import dev.storekeeper.retention.Phases;
import java.time.Instant;
import java.util.Optional;

/**
 * Everything that the next step of an item depends on, as it is now.
 *
 * @param seen the version in a complete listing of its package; absent if it is not in it
 * @param decision what the present policy decides, with the status that the version had before
 *     cleanup changed it
 * @param withdrawn why its plan is no longer good: cancelled, or no longer approved; absent if it
 *     is
 * @param policyRevision the present revision of its policy; absent if there is no such policy
 * @param phases how its policy removes; absent if there is no such policy
 * @param hold what holds it
 * @param refusedRead when somebody last tried in vain to read it
 * @param lastRead when it was last read
 * @param blockedUntil until when nothing may be hidden or deleted, for example by a freeze
 */
public record Situation(
    Optional<ListedVersion> seen,
    Outcome decision,
    Optional<String> withdrawn,
    Optional<String> policyRevision,
    Optional<Phases> phases,
    Optional<Hold> hold,
    Optional<Instant> refusedRead,
    Optional<Instant> lastRead,
    Optional<Instant> blockedUntil) {}
