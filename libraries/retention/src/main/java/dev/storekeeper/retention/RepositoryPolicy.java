package dev.storekeeper.retention;

import dev.storekeeper.policy.EventPattern;
import java.util.Optional;

/** A policy about repositories. */
record RepositoryPolicy(
    String name,
    Mode mode,
    Optional<EventPattern> when,
    RepositorySelection select,
    RepositoryPhases phases)
    implements Policy {}
