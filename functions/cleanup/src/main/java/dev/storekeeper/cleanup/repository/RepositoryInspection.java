package dev.storekeeper.cleanup.repository;

import dev.storekeeper.cleanup.registry.DescribedRepository;
import dev.storekeeper.cleanup.registry.ResourcePolicy;
import dev.storekeeper.retention.Known;
import dev.storekeeper.retention.Outcome;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A repository as it is now, and what the present policy decides about it.
 *
 * @param described absent if it is not there
 * @param tags its tags
 * @param policy its permissions policy; absent if it has none
 * @param decision what is decided about it
 * @param refused when somebody last tried in vain to use it
 */
public record RepositoryInspection(
    Optional<DescribedRepository> described,
    Known<Map<String, String>> tags,
    Known<Optional<ResourcePolicy>> policy,
    Outcome decision,
    Optional<Instant> refused) {}
