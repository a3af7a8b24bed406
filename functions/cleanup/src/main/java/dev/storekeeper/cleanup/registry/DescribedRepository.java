package dev.storekeeper.cleanup.registry;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A repository as {@code DescribeRepository} tells it.
 *
 * @param id which one
 * @param administrator the account that administers it
 * @param createdTime when it was created
 * @param description absent if there is none
 * @param upstreams names of its direct upstreams, in order
 * @param externalConnections names, as in {@code public:pypi}
 */
public record DescribedRepository(
    RepositoryId id,
    String administrator,
    Instant createdTime,
    Optional<String> description,
    List<String> upstreams,
    List<String> externalConnections) {}
