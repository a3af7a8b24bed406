package dev.storekeeper.cleanup.repository;

import java.time.Instant;
import java.util.Optional;

/**
 * That a repository is being or was frozen.
 *
 * @param formerDocument its permissions policy before, as text; absent if it had none
 * @param formerRevision that policy's revision
 * @param since when cleanup began to freeze it
 * @param known whether it was seen to be frozen
 */
public record Freeze(
    Optional<String> formerDocument,
    Optional<String> formerRevision,
    Instant since,
    boolean known) {
  Freeze seen() {
    return new Freeze(formerDocument, formerRevision, since, true);
  }
}
