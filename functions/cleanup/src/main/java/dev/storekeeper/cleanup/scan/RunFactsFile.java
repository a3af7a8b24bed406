package dev.storekeeper.cleanup.scan;

import dev.storekeeper.cleanup.bucket.Bucket;
import dev.storekeeper.cleanup.json.JsonFields;
import dev.storekeeper.cleanup.plan.PlanFiles;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The facts of a run in the bucket. */
final class RunFactsFile {
  private static final int MAX_BYTES = 64 * 1024 * 1024;

  private RunFactsFile() {}

  /** The facts of a plan's run; absent if they were not found out yet. */
  static Optional<RunFacts> read(Bucket bucket, String plan) throws IOException {
    String key = PlanFiles.repositories(plan);
    if (bucket.head(key).isEmpty()) {
      return Optional.empty();
    }
    try (InputStream in = bucket.open(key)) {
      return Optional.of(FactsCodec.read(JsonFields.read(in, MAX_BYTES)));
    } catch (IllegalArgumentException e) {
      throw new IOException(key + ": " + e.getMessage(), e);
    }
  }
}
