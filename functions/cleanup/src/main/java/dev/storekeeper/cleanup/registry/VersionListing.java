package dev.storekeeper.cleanup.registry;

import java.util.List;
import java.util.Optional;

/**
 * All versions of a package in a repository, newest publish first.
 *
 * @param displayVersion what CodeArtifact shows by default
 * @param versions every version, whatever its status
 */
public record VersionListing(Optional<String> displayVersion, List<ListedVersion> versions) {}
