package dev.storekeeper.cleanup.export;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.codeartifact.OriginType;
import java.time.Instant;
import java.util.Optional;

/**
 * A version as {@code DescribePackageVersion} tells it.
 *
 * @param revision opaque; changes with assets and metadata
 * @param status as CodeArtifact spells it: {@code Published}, {@code Archived} ...
 * @param origin how it came into the domain
 * @param published when it was published, if CodeArtifact said
 * @param metadata everything that was told, as JSON
 */
public record SourceVersion(
    String revision,
    String status,
    OriginType origin,
    Optional<Instant> published,
    JsonNode metadata) {}
