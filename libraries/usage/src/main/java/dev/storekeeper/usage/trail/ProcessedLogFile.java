package dev.storekeeper.usage.trail;

/**
 * A log file that was taken in, all of it.
 *
 * @param file the log file, as it was then
 * @param holdsReads whether it has a read-only call of CodeArtifact, which shows that the trail
 *     records such calls
 */
public record ProcessedLogFile(TrailFile file, boolean holdsReads) {}
