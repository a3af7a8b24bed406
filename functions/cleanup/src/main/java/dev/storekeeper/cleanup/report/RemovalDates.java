package dev.storekeeper.cleanup.report;

import java.time.Instant;
import java.util.Optional;

/**
 * When a version is removed, at the earliest.
 *
 * @param unlisted when it is unlisted; absent if that is not done
 * @param archived when it is archived; absent if it is already
 * @param deleted when it is deleted
 */
record RemovalDates(Optional<Instant> unlisted, Optional<Instant> archived, Instant deleted) {}
