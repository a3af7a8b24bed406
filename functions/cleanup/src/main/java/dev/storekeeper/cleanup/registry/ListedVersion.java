package dev.storekeeper.cleanup.registry;

import dev.storekeeper.codeartifact.OriginType;

/**
 * A version as {@code ListPackageVersions} tells it.
 *
 * @param version as CodeArtifact spells it
 * @param revision opaque; changes with assets and metadata
 * @param status as CodeArtifact spells it: {@code Published}, {@code Archived} ...
 * @param origin how it came into the domain
 */
public record ListedVersion(String version, String revision, String status, OriginType origin) {}
