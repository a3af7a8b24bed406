package dev.storekeeper.cleanup.repository;

import dev.storekeeper.cleanup.bucket.Bucket;
import dev.storekeeper.cleanup.execute.Deadline;
import dev.storekeeper.cleanup.json.JsonFields;
import dev.storekeeper.cleanup.publish.PublishException;
import dev.storekeeper.cleanup.publish.Restoration;
import dev.storekeeper.cleanup.registry.Registry;
import dev.storekeeper.cleanup.registry.RegistryException;
import dev.storekeeper.cleanup.registry.RepositoryId;
import dev.storekeeper.cleanup.registry.RepositoryRegistry;
import dev.storekeeper.cleanup.state.CleanupState;
import dev.storekeeper.cleanup.state.Lease;
import dev.storekeeper.cleanup.state.StaleWriteException;
import dev.storekeeper.cleanup.state.StateUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Makes a deleted repository again from its tombstone. Every step may be repeated:
 *
 * <ol>
 *   <li>it is created with its description and tags, and a tag that says whence it comes;
 *   <li>it gets its permissions policy;
 *   <li>its versions are published again from their exports;
 *   <li>last, it gets its upstreams and external connections: with them from the start, a version
 *       that an upstream has could not be published, and a public package could be pulled in under
 *       the name of one that is not there again yet.
 * </ol>
 */
public final class RepositoryRestorer {
  /** The tag of a repository that was made again; its value is the plan that removed it. */
  public static final String RESTORED_FROM = "storekeeper:restored-from";

  private static final Duration LEASE = Duration.ofMinutes(16);
  private static final int MAX_BYTES = 64 * 1024 * 1024;

  private final Bucket bucket;
  private final CleanupState state;
  private final RepositoryLedger ledger;
  private final RestoredShell shell;
  private final VersionRestorer versions;
  private final Clock clock;

  /** With its parts; the registry's role may create repositories. */
  public RepositoryRestorer(
      Bucket bucket,
      CleanupState state,
      RepositoryLedger ledger,
      Registry registry,
      RepositoryRegistry repositories,
      VersionRestorer versions,
      Clock clock) {
    this.bucket = bucket;
    this.state = state;
    this.ledger = ledger;
    this.shell = new RestoredShell(registry, repositories);
    this.versions = versions;
    this.clock = clock;
  }

  /**
   * Makes a repository again, or goes on with it.
   *
   * @param key the key of its tombstone in the bucket
   * @param by who asked for it, an ARN
   * @param deadline asked before each package
   * @throws IOException if the bucket does not answer, or the key is not one of a tombstone
   * @throws PublishException if a version is not known to be there yet; the same call may succeed
   *     later
   */
  public RepositoryRestoration restore(String key, String by, Deadline deadline)
      throws RegistryException, StateUnavailableException, PublishException, IOException {
    Tombstone tombstone = read(key);
    Optional<Lease> lease =
        state.lease(RepositoryWork.of(tombstone.repository()), clock.instant(), LEASE);
    if (lease.isEmpty()) {
      return new RepositoryRestoration.Busy();
    }
    try {
      RepositoryRestoration result = restore(key, tombstone, by, deadline, lease.get());
      if (result instanceof RepositoryRestoration.Refused(String reason)) {
        ledger.restoration(
            "cleanup.repository-restore-refused",
            tombstone,
            "restore-refused-" + clock.instant(),
            by,
            reason);
      }
      state.release(lease.get(), Optional.of(clock.instant()));
      return result;
    } catch (StaleWriteException e) {
      return new RepositoryRestoration.Busy();
    } catch (RegistryException | PublishException | IOException e) {
      state.release(lease.get(), Optional.of(clock.instant()));
      throw e;
    }
  }

  private RepositoryRestoration restore(
      String key, Tombstone tombstone, String by, Deadline deadline, Lease lease)
      throws RegistryException,
          StateUnavailableException,
          StaleWriteException,
          PublishException,
          IOException {
    RepositoryId repository = tombstone.repository();
    Optional<RepositoryItem> item = new RepositoryItems(state).find(repository);
    if (item.filter(it -> !it.state().isFinal()).isPresent()) {
      return new RepositoryRestoration.Refused(
          repository + " is on its way out in plan " + item.get().plan() + "; cancel that first");
    }
    ledger.restoration(
        "cleanup.repository-restoring", tombstone, "restoring", by, "is being made again");
    if (!shell.create(tombstone)) {
      return new RepositoryRestoration.Refused("a repository " + repository + " is there");
    }
    String note = "restore-" + RepositoryWork.of(repository);
    RestoreProgress progress =
        state
            .note(note)
            .map(RestoreProgress::read)
            .filter(it -> it.tombstone().equals(key))
            .orElseGet(() -> RestoreProgress.begin(key));
    for (List<String> lists = next(tombstone, progress);
        !lists.isEmpty();
        lists = next(tombstone, progress)) {
      for (String list : lists) {
        if (!deadline.hasTime()) {
          return new RepositoryRestoration.Continued();
        }
        progress = publish(list, tombstone, by, progress);
        state.note(note, progress.write(), lease);
      }
    }
    List<String> missing = shell.connect(tombstone);
    ledger.restoration(
        "cleanup.repository-restored",
        tombstone,
        "restored",
        by,
        "%d versions are there again%s%s"
            .formatted(
                progress.versions(),
                progress.refused() == 0 ? "" : ", %d are not".formatted(progress.refused()),
                missing.isEmpty() ? "" : "; " + String.join("; ", missing)));
    return new RepositoryRestoration.Restored(progress.versions(), progress.refused(), missing);
  }

  private RestoreProgress publish(
      String list, Tombstone tombstone, String by, RestoreProgress progress)
      throws PublishException, IOException {
    long restored = 0;
    long refused = 0;
    try (InputStream in = bucket.open(list)) {
      for (JsonFields version : JsonFields.read(in, MAX_BYTES).objects("versions")) {
        Optional<String> manifest = version.optionalText("manifest");
        if (manifest.isEmpty()) {
          continue;
        }
        switch (versions.restore(manifest.get(), tombstone.repository())) {
          case Restoration.Restored done -> restored++;
          case Restoration.AlreadyThere there -> restored++;
          case Restoration.Refused(String reason) -> {
            refused++;
            ledger.restoration(
                "finding.cleanup-version-not-restored",
                tombstone,
                "not-restored-" + manifest.get(),
                by,
                manifest.get() + ": " + reason);
          }
        }
      }
    } catch (IllegalArgumentException e) {
      throw new IOException(list + ": " + e.getMessage(), e);
    }
    return progress.past(list, restored, refused);
  }

  /** The next lists of copies; none if all are dealt with, or there are none. */
  private List<String> next(Tombstone tombstone, RestoreProgress progress) throws IOException {
    return tombstone.exports().isPresent()
        ? bucket.list(tombstone.exports().get(), progress.after())
        : List.of();
  }

  private Tombstone read(String key) throws IOException {
    try (InputStream in = bucket.open(key)) {
      return Tombstone.read(JsonFields.read(in, MAX_BYTES));
    } catch (IllegalArgumentException e) {
      throw new IOException(key + " is no tombstone: " + e.getMessage(), e);
    }
  }
}
