package dev.storekeeper.cleanup.registry;

/**
 * A package as {@code ListPackages} tells it.
 *
 * @param format as CodeArtifact spells it
 * @param namespace empty if there is none
 * @param name the normalised name
 */
public record ListedPackage(String format, String namespace, String name) {}
