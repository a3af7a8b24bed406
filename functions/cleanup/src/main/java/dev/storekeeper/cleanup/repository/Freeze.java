package dev.storekeeper.cleanup.repository;

import java.time.Instant;
import java.util.Optional;

/**
 * That a repository is being or was frozen.
 *
 * @param formerDocument its permissions policy before, as text; absent if it had none
 * @param formerRevision that policy's revision
 * @param since when it was known to be frozen; absent until then
 */
public record Freeze(
    Optional<String> formerDocument, Optional<String> formerRevision, Optional<Instant> since) {
  Freeze known(Instant time) {
    return new Freeze(formerDocument, formerRevision, since.or(() -> Optional.of(time)));
  }
}
