package dev.storekeeper.cleanup.repository;

import dev.storekeeper.cleanup.execute.Deadline;
import dev.storekeeper.cleanup.export.ExportException;
import dev.storekeeper.cleanup.registry.ListedPackage;
import dev.storekeeper.cleanup.registry.PackagePage;
import dev.storekeeper.cleanup.registry.RegistryException;
import dev.storekeeper.cleanup.state.StaleWriteException;
import dev.storekeeper.cleanup.state.StateUnavailableException;
import dev.storekeeper.retention.Phases.Export;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Walks through a frozen repository and copies what its policy wants a copy of. */
final class RepositoryCopy {
  private static final Duration LATER = Duration.ofHours(1);
  private static final int BETWEEN_SAVES = 20;

  private final Turn turn;
  private final PackageCopy packages;
  private int unsaved;

  RepositoryCopy(Turn turn, Export export) {
    this.turn = turn;
    this.packages = new PackageCopy(turn, export);
  }

  /**
   * Goes on until everything is copied, or the time is up.
   *
   * @param documentRevision the present revision of the repository's policy
   * @return when to go on; absent if it is complete
   * @throws NoCopyException if something can never be copied
   */
  Optional<Instant> run(RepositoryItem item, String documentRevision)
      throws RegistryException,
          StateUnavailableException,
          StaleWriteException,
          IOException,
          NoCopyException {
    RepositoryItem walking =
        item.with(item.progress().walked(walk(item, documentRevision), turn.now()));
    Deadline deadline = turn.deadline();
    while (true) {
      ExportWalk walk = walk(walking);
      PackagePage page = page(walking, walk);
      for (ListedPackage listed : rest(page.packages(), walk)) {
        do {
          if (!deadline.hasTime()) {
            turn.write(walking);
            return Optional.of(turn.now());
          }
          try {
            walk = packages.copy(walking, walk, listed);
          } catch (ExportException e) {
            turn.write(walking);
            return failed(walking, listed, e);
          }
          walking = walking.with(walking.progress().walked(walk, turn.now()));
          if (++unsaved % BETWEEN_SAVES == 0) {
            turn.write(walking);
          }
        } while (walk.version().isPresent());
      }
      Optional<String> next = page.next();
      if (next.isEmpty()) {
        return complete(walking, walk);
      }
      if (next.equals(walk.page())) {
        throw new RegistryException(
            RegistryException.Kind.UNAVAILABLE, "the page of packages after a page is the page");
      }
      walking =
          turn.write(walking.with(walking.progress().walked(walk.turn(next.get()), turn.now())));
    }
  }

  private ExportWalk walk(RepositoryItem item, String documentRevision) {
    Optional<ExportWalk> last = item.progress().walk();
    return last.filter(
            walk -> walk.completedAt().isEmpty() && walk.policyRevision().equals(documentRevision))
        .orElseGet(
            () -> ExportWalk.begin(last.map(ExportWalk::number).orElse(0) + 1, documentRevision));
  }

  private static ExportWalk walk(RepositoryItem item) {
    return item.progress().walk().orElseThrow();
  }

  /** The name of a page may be forgotten by CodeArtifact; the walk then begins anew. */
  private PackagePage page(RepositoryItem item, ExportWalk walk)
      throws RegistryException, StateUnavailableException, StaleWriteException {
    try {
      return turn.parts().registry().packages(turn.repository(), walk.page());
    } catch (RegistryException e) {
      turn.write(
          walk.page().isEmpty()
              ? item
              : item.with(
                  item.progress()
                      .walked(
                          ExportWalk.begin(walk.number() + 1, walk.policyRevision()), turn.now())));
      throw e;
    }
  }

  private static List<ListedPackage> rest(List<ListedPackage> page, ExportWalk walk) {
    List<String> names = page.stream().map(RepositoryKeys::name).toList();
    int done = walk.after().map(names::indexOf).orElse(-1);
    return page.subList(done + 1, page.size());
  }

  private Optional<Instant> complete(RepositoryItem item, ExportWalk walk)
      throws StateUnavailableException, StaleWriteException {
    turn.parts().ledger().exported(item, walk);
    turn.write(item.with(item.progress().walked(walk.complete(turn.now()), turn.now())));
    turn.tally().count("RepositoriesExported");
    return Optional.empty();
  }

  private Optional<Instant> failed(RepositoryItem item, ListedPackage listed, ExportException e) {
    String why = String.valueOf(e.getMessage());
    turn.tally().failed(why);
    if (!e.isTransient()) {
      turn.parts().ledger().finding(item, "export-failed", RepositoryKeys.name(listed), why);
    }
    return Optional.of(turn.now().plus(LATER));
  }
}
