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
  /** That of a plan; absent while its repositories are not known. */
  public static Optional<ScanProgress> of(Plan plan, CleanupState state, Bucket bucket)
      throws StateUnavailableException, IOException {
    Optional<RunFacts> facts = RunFactsFile.read(bucket, plan.id());
    if (facts.isEmpty()) {
      return Optional.empty();
    }
    int done = state.note(ScanKeys.close(plan.id())).map(Integer::parseInt).orElse(0);
    return Optional.of(new ScanProgress(done, facts.get().repositories().size()));
  }
}
