package dev.storekeeper.cleanup.registry;

import java.util.List;
import java.util.Optional;

/**
 * A page of packages.
 *
 * @param packages in CodeArtifact's order
 * @param next where the next page begins; absent on the last one
 */
public record PackagePage(List<ListedPackage> packages, Optional<String> next) {}
