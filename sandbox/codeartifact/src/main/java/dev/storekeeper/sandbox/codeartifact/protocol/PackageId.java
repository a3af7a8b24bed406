package dev.storekeeper.sandbox.codeartifact.protocol;

/**
 * A package's name within a repository, normalised as its format demands.
 *
 * @param format the format, for example {@code pypi}
 * @param namespace the namespace, empty where there is none
 * @param name the package's name
 */
public record PackageId(String format, String namespace, String name) {}
