package dev.storekeeper.cleanup.scan;

import dev.storekeeper.cleanup.bucket.Bucket;
import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.cleanup.state.CleanupState;
import dev.storekeeper.cleanup.state.StateUnavailableException;
import java.io.IOException;
import java.util.Optional;

/**
 * How far the scan of a plan is.
 *
 * @param done how many repositories, in their order, are known to be scanned
 * @param total how many there are
 */
public record ScanProgress(int done, int total) {
  private static final String OF = "/";

  /** That of a plan; absent while its repositories are not known. */
  public static Optional<ScanProgress> of(Plan plan, CleanupState state, Bucket bucket)
      throws StateUnavailableException, IOException {
    Optional<ScanProgress> noted = noted(plan.id(), state);
    if (noted.isPresent()) {
      return noted;
    }
    return RunFactsFile.read(bucket, plan.id())
        .map(facts -> new ScanProgress(0, facts.repositories().size()));
  }

  /** What the completion of a plan has noted; absent while no repository is known to be scanned. */
  static Optional<ScanProgress> noted(String plan, CleanupState state)
      throws StateUnavailableException {
    return state.note(ScanKeys.close(plan)).map(ScanProgress::read);
  }

  /** Reads what {@link #text} wrote. */
  private static ScanProgress read(String text) {
    int of = text.indexOf(OF);
    return new ScanProgress(
        Integer.parseInt(text.substring(0, of)), Integer.parseInt(text.substring(of + 1)));
  }

  /** As it is noted. */
  String text() {
    return done + OF + total;
  }

  boolean isComplete() {
    return done == total;
  }
}
