package dev.storekeeper.retention;

import java.time.Instant;
import java.util.Optional;

/**
 * What the last-read index says of a version or a repository.
 *
 * @param lastRead the last successful read of an asset, to the day; absent if none was seen
 * @param coveredSince reads were seen without a gap since then
 * @param coveredUntil reads were seen without a gap until then
 */
public record ReadHistory(Optional<Instant> lastRead, Instant coveredSince, Instant coveredUntil) {}
