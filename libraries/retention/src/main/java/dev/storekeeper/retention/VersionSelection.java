package dev.storekeeper.retention;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a version has to meet to be selected: all of it.
 *
 * @param statuses one of these, as CodeArtifact spells them
 * @param publishedOlderThan it was published longer ago
 * @param unreadFor it was neither read nor published for so long
 * @param prerelease whether it is a prerelease by the rules of its format
 * @param largerThan its assets have more bytes together
 */
record VersionSelection(
    List<String> statuses,
    Optional<Duration> publishedOlderThan,
    Optional<Duration> unreadFor,
    Optional<Boolean> prerelease,
    Optional<Long> largerThan) {
  VersionSelection {
    statuses = List.copyOf(statuses);
  }
}
