package dev.storekeeper.retention;

import dev.storekeeper.codeartifact.version.Version;
import java.time.Instant;
import java.util.Optional;

/**
 * A version, as its criteria look at it.
 *
 * @param parsed the version by the order of its format; empty if it cannot be read
 * @param isOrdered whether its format has an order at all
 * @param asOf the time of the run
 */
record VersionView(VersionFacts facts, Optional<Version> parsed, boolean isOrdered, Instant asOf) {}
