package dev.storekeeper.retention;

import dev.storekeeper.policy.EventPattern;
import java.util.Optional;

/** A policy about package versions. */
record VersionPolicy(
    String name,
    Mode mode,
    Optional<EventPattern> when,
    VersionSelection select,
    KeepRules keep,
    Phases phases)
    implements Policy {}
