package dev.storekeeper.codeartifact;

import java.util.Optional;

/**
 * A file of a package version.
 *
 * @param name the file's name
 * @param size bytes
 * @param sha256 64 lower-case hexadecimal digits; absent if CodeArtifact did not say
 */
public record Asset(String name, long size, Optional<String> sha256) {}
