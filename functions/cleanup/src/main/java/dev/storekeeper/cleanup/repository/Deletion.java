package dev.storekeeper.cleanup.repository;

import dev.storekeeper.cleanup.registry.DescribedRepository;
import dev.storekeeper.cleanup.registry.RegistryException;
import dev.storekeeper.cleanup.state.StaleWriteException;
import dev.storekeeper.cleanup.state.StateUnavailableException;
import dev.storekeeper.retention.Known;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Deletes a repository:
 *
 * <ol>
 *   <li>the tombstone is written to the bucket;
 *   <li>the interlock is opened for this one repository, if there is one;
 *   <li>everything is asked again, and has to agree;
 *   <li>the tombstone is recorded, and the repository deleted;
 *   <li>the interlock is closed, whatever happened; if that fails, the next pass closes it before
 *       it does anything else.
 * </ol>
 */
final class Deletion {
  private static final int ATTEMPTS = 3;

  /** A policy that was just changed may take a moment to be in force. */
  private static final Duration MOMENT = Duration.ofSeconds(10);

  private static final Duration TOMORROW = Duration.ofDays(1);

  private final Turn turn;
  private final Lock lock;

  Deletion(Turn turn) {
    this.turn = turn;
    this.lock = new Lock(turn);
  }

  /** Deletes; absent if there is more to do at once. */
  Optional<Instant> run(RepositoryItem item, Look look)
      throws RegistryException, StateUnavailableException, StaleWriteException, IOException {
    Optional<Instant> then;
    try {
      Tombstone tombstone = tombstone(item, look);
      RepositoryItem open = lock.open(bury(item, tombstone));
      then = delete(open, tombstone);
    } catch (LockedException e) {
      turn.tally().failed(String.valueOf(e.getMessage()));
      turn.parts().ledger().finding(item, "interlock-locked", "", String.valueOf(e.getMessage()));
      return Optional.of(turn.now().plus(TOMORROW));
    } catch (RegistryException
        | StateUnavailableException
        | StaleWriteException
        | IOException
        | RuntimeException e) {
      closeAfter(e);
      throw e;
    }
    lock.close();
    return then;
  }

  private void closeAfter(Exception failure) {
    try {
      lock.close();
    } catch (RegistryException
        | StateUnavailableException
        | StaleWriteException
        | RuntimeException e) {
      turn.tally().count("InterlockOpen");
      failure.addSuppressed(e);
    }
  }

  private RepositoryItem bury(RepositoryItem item, Tombstone tombstone)
      throws StateUnavailableException, StaleWriteException, IOException {
    String key = RepositoryKeys.tombstone(item.repository(), item.plan());
    turn.parts()
        .bucket()
        .put(key, tombstone.json().toString().getBytes(StandardCharsets.UTF_8), "application/json");
    return turn.write(item.with(item.progress().buried(key)));
  }

  private Optional<Instant> delete(RepositoryItem item, Tombstone tombstone)
      throws RegistryException, StateUnavailableException, StaleWriteException, IOException {
    RepositoryItem asked = item.with(item.progress().lock(Optional.empty()));
    RepositoryStep again = Look.at(asked, turn).step(asked, turn.now());
    boolean paused = turn.parts().state().paused().isPresent();
    if (paused || !(again instanceof RepositoryStep.Delete)) {
      return Optional.empty();
    }
    RepositoryItem deleting =
        turn.write(
            item.with(
                item.progress().in(RepositoryState.DELETING, "is being deleted", turn.now())));
    turn.parts().ledger().deleting(deleting, tombstone);
    try {
      call(deleting.progress().interlock().isPresent() ? ATTEMPTS : 1);
      return Optional.empty();
    } catch (RegistryException e) {
      if (e.kind() != RegistryException.Kind.DENIED) {
        throw e;
      }
      String why = String.valueOf(e.getMessage());
      turn.tally().failed(why);
      turn.parts().ledger().finding(deleting, "repository-delete-denied", "", why);
      return Optional.of(turn.now().plus(TOMORROW));
    }
  }

  private void call(int attempts) throws RegistryException, StaleWriteException, IOException {
    for (int attempt = 1; ; attempt++) {
      turn.check();
      try {
        turn.parts().repositories().deleteRepository(turn.repository());
        return;
      } catch (RegistryException e) {
        if (e.kind() == RegistryException.Kind.NOT_FOUND) {
          return;
        }
        if (e.kind() != RegistryException.Kind.DENIED || attempt >= attempts) {
          throw e;
        }
        pause();
      }
    }
  }

  private void pause() throws IOException {
    try {
      turn.parts().pause().sleep(MOMENT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted in a deletion").initCause(e);
    }
  }

  private static Tombstone tombstone(RepositoryItem item, Look look) {
    DescribedRepository described = look.inspection().described().orElseThrow();
    Optional<ExportWalk> walk = item.progress().walk();
    return new Tombstone(
        item.repository(),
        described.administrator(),
        described.createdTime(),
        described.description(),
        described.upstreams(),
        described.externalConnections(),
        tags(look.inspection()),
        item.progress().freeze().flatMap(Freeze::formerDocument),
        item.plan(),
        item.reason(),
        look.consent().people(),
        walk.map(it -> RepositoryKeys.walk(item, it.number())),
        walk.map(ExportWalk::versions).orElse(0L));
  }

  /** They are known, or the step would not be to delete. */
  private static Map<String, String> tags(RepositoryInspection inspection) {
    if (inspection.tags() instanceof Known.Value<Map<String, String>>(Map<String, String> tags)) {
      return RepositoryTag.without(tags);
    }
    throw new IllegalStateException("tags: found nothing, expected those of a tagged repository");
  }
}
