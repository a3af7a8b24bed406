package dev.storekeeper.retention;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a decision knows of a repository.
 *
 * @param region the domain's region
 * @param domainOwner the 12-digit account that owns the domain
 * @param domain the domain's name
 * @param name the repository's name
 * @param administrator the 12-digit account that administers it
 * @param createdTime when it was created
 * @param tags its tags by key
 * @param upstreams the names of its direct upstreams, in order
 * @param downstreams the names of the repositories that reach it through upstreams, directly or by
 *     a chain
 * @param externalConnections the names of its external connections
 * @param packages how many packages it holds; only asked where a policy is about repositories
 * @param lastPublish the last publish into it, whoever did it; absent if none is known
 * @param lastGrant the last token that was granted for it by name; absent if none is known
 * @param reads what the last-read index says of it
 */
public record RepositoryFacts(
    String region,
    String domainOwner,
    String domain,
    String name,
    String administrator,
    Instant createdTime,
    Known<Map<String, String>> tags,
    Known<List<String>> upstreams,
    Known<List<String>> downstreams,
    Known<List<String>> externalConnections,
    Known<Long> packages,
    Known<Optional<Instant>> lastPublish,
    Known<Optional<Instant>> lastGrant,
    Known<ReadHistory> reads) {}
