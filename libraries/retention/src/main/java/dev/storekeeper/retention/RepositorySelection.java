package dev.storekeeper.retention;

import java.time.Duration;
import java.util.Optional;

/**
 * What a repository has to meet to be selected, on top of what always holds: all of it.
 *
 * @param olderThan it was created longer ago
 * @param unpublishedFor nothing was published into it for so long
 * @param unreadFor nothing was read from it for so long
 * @param empty whether it has to be without packages
 */
record RepositorySelection(
    Duration olderThan,
    Optional<Duration> unpublishedFor,
    Optional<Duration> unreadFor,
    boolean empty) {

  /** How long nobody may have got a token for it: the longest of the windows. */
  Duration ungrantedFor() {
    Duration longest = unpublishedFor.orElse(olderThan);
    return unreadFor.filter(window -> window.compareTo(longest) > 0).orElse(longest);
  }
}
