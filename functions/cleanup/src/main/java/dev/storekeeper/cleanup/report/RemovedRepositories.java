package dev.storekeeper.cleanup.report;

import dev.storekeeper.cleanup.bucket.Bucket;
import dev.storekeeper.cleanup.json.JsonFields;
import dev.storekeeper.cleanup.plan.PlanFiles;
import dev.storekeeper.cleanup.plan.RowCodec;
import dev.storekeeper.retention.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** The repositories that a plan removes as a whole, as its scan wrote them. */
final class RemovedRepositories {
  private static final int MAX_BYTES = 16 * 1024 * 1024;

  private RemovedRepositories() {}

  static List<Summary.RemovedRepository> read(Bucket bucket, String plan) throws IOException {
    String key = PlanFiles.repositoryDecisions(plan);
    try (InputStream in = bucket.open(key)) {
      List<Summary.RemovedRepository> removed = new ArrayList<>();
      for (JsonFields decided : JsonFields.read(in, MAX_BYTES).objects("repositories")) {
        if (RowCodec.outcome(decided) instanceof Outcome.Selected selected) {
          removed.add(
              new Summary.RemovedRepository(
                  decided.text("repository"), selected.policy(), selected.reason()));
        }
      }
      return removed;
    } catch (IllegalArgumentException e) {
      throw new IOException(key + ": " + e.getMessage(), e);
    }
  }
}
