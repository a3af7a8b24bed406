package dev.storekeeper.retention;

import dev.storekeeper.codeartifact.OriginType;
import java.util.List;

/**
 * What a decision knows of a package version.
 *
 * @param version the version as CodeArtifact spells it
 * @param revision its opaque revision, which changes with its assets and metadata
 * @param status its status as CodeArtifact spells it; for a version that cleanup archived, the
 *     status that it had before
 * @param origin how it came into the domain
 * @param published when it was published
 * @param reads what the last-read index says of it
 * @param bytes the size of its assets together
 * @param distTags the npm dist-tags that name it; none in other formats
 */
public record VersionFacts(
    String version,
    String revision,
    String status,
    OriginType origin,
    PublishedAt published,
    Known<ReadHistory> reads,
    Known<Long> bytes,
    Known<List<String>> distTags) {}
