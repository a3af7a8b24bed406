package dev.storekeeper.retention;

import java.util.List;
import java.util.Optional;

/**
 * What a decision knows of a package in a repository: all of its versions, never a part of them.
 *
 * @param repository where it is
 * @param format the package format as CodeArtifact spells it
 * @param namespace empty if there is none
 * @param name the normalised package name
 * @param displayVersion what CodeArtifact shows by default: npm's {@code latest}, otherwise the
 *     most recently published
 * @param versions every version that the repository holds, whatever its status, newest first as
 *     CodeArtifact sorts them
 */
public record PackageFacts(
    RepositoryFacts repository,
    String format,
    String namespace,
    String name,
    Optional<String> displayVersion,
    List<VersionFacts> versions) {}
