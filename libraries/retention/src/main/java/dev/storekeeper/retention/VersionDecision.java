package dev.storekeeper.retention;

/**
 * What was decided about a version.
 *
 * @param version the version as CodeArtifact spells it
 * @param outcome what was decided
 */
public record VersionDecision(String version, Outcome outcome) {}
