package dev.storekeeper.cleanup.repository;

import dev.storekeeper.cleanup.item.Hold;
import dev.storekeeper.retention.Known;
import dev.storekeeper.retention.Outcome;
import dev.storekeeper.retention.RepositoryPhases;
import java.time.Instant;
import java.util.Optional;

/**
 * Everything that the next step of a repository depends on, as it is now.
 *
 * @param there whether it is there
 * @param marked whether it has cleanup's tag
 * @param frozen whether its policy has the statement that freezes it
 * @param documentRevision the revision of that policy; absent if it has none, or it is not known
 * @param decision what the present cleanup policy decides
 * @param withdrawn why its plan is no longer good; absent if it is
 * @param approvals how many different people consented to the removal of repositories
 * @param policyRevision the present revision of its cleanup policy; absent if there is none
 * @param phases how that removes repositories; absent if it does not
 * @param hold what holds it
 * @param refused when somebody last tried in vain to use it
 * @param blockedUntil until when nothing may be frozen or deleted
 */
public record RepositorySituation(
    boolean there,
    Known<Boolean> marked,
    Known<Boolean> frozen,
    Optional<String> documentRevision,
    Outcome decision,
    Optional<String> withdrawn,
    long approvals,
    Optional<String> policyRevision,
    Optional<RepositoryPhases> phases,
    Optional<Hold> hold,
    Optional<Instant> refused,
    Optional<Instant> blockedUntil) {}
