package dev.storekeeper.retention;

import java.time.Duration;

/**
 * How a policy removes the repositories that it selects.
 *
 * @param notice how long people are warned before anything changes
 * @param freeze how long the repository then refuses reads and publishes, which can be undone in
 *     one call, before it is deleted
 * @param export which versions are copied to the bucket before
 * @param approvals how many different people have to approve, at least 1
 */
public record RepositoryPhases(
    Duration notice, Duration freeze, Phases.Export export, int approvals) {}
