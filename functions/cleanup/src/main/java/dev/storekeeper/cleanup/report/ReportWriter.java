package dev.storekeeper.cleanup.report;

import dev.storekeeper.cleanup.bucket.Bucket;
import dev.storekeeper.cleanup.plan.Manifest;
import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.cleanup.plan.PlanFiles;
import dev.storekeeper.cleanup.plan.Row;
import dev.storekeeper.cleanup.plan.Rows;
import dev.storekeeper.cleanup.rules.Rules;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Writes the report of a plan to the bucket. All rows are read once, those of the plan before
 * twice, one at a time. Writing it again replaces it; the page is written last, so that where it is
 * the rest is too. Safe for use by many threads.
 */
public final class ReportWriter {
  private final Bucket bucket;
  private final Rules rules;
  private final Path folder;

  /**
   * With its parts.
   *
   * @param rules the present policy, for dates and limits
   * @param folder where the table of versions is gathered: about 30 bytes a version
   */
  public ReportWriter(Bucket bucket, Rules rules, Path folder) {
    this.bucket = bucket;
    this.rules = rules;
    this.folder = folder;
  }

  /**
   * Writes the report of a plan that is complete.
   *
   * @param previous the id of the plan to compare it with; absent if there is none. If its files
   *     are no longer there the report says so
   * @throws IllegalArgumentException if the plan was never complete
   * @throws IOException if the bucket fails, or the plan's rows, manifest and totals do not agree
   */
  public ReportLinks write(Plan plan, Optional<String> previous) throws IOException {
    requireComplete(plan);
    Manifest manifest = Manifest.read(bucket, plan.id());
    if (!plan.hash().equals(Optional.of(manifest.hash()))) {
      throw new IOException(
          "the manifest of plan %s has hash %s, expected %s"
              .formatted(plan.id(), manifest.hash(), plan.hash().orElse("none")));
    }
    return write(plan, manifest, rows(bucket, manifest), Previous.of(bucket, previous));
  }

  /** Where the report of a plan is; absent if it is not written. */
  public Optional<ReportLinks> links(String plan) throws IOException {
    return bucket.head(ReportFiles.html(plan)).map(_ -> to(plan));
  }

  /** The plan before, or why there is none. */
  record Previous(Optional<Comparing> comparing, String none) {
    static Previous of(Bucket bucket, Optional<String> plan) throws IOException {
      if (plan.isEmpty()) {
        return new Previous(Optional.empty(), "there is no plan before this one");
      }
      if (bucket.head(PlanFiles.manifest(plan.get())).isEmpty()) {
        return new Previous(
            Optional.empty(), "the files of plan " + plan.get() + " are no longer there");
      }
      RowSource rows = rows(bucket, Manifest.read(bucket, plan.get()));
      return of(plan.get(), rows, Comparing.MAX_KEYS);
    }

    static Previous of(String plan, RowSource rows, int bound) throws IOException {
      return new Previous(
          Comparing.with(plan, rows, bound),
          "plan %s selected more than %d versions".formatted(plan, bound));
    }
  }

  ReportLinks write(Plan plan, Manifest manifest, RowSource rows, Previous previous)
      throws IOException {
    requireComplete(plan);
    Sums sums = new Sums(plan, manifest, new Schedule(plan, rules), previous.comparing());
    Path file = Files.createTempFile(folder, "versions", ".csv.gz");
    try {
      try (VersionTable table = VersionTable.create(file)) {
        rows.forEach(row -> table.add(row, sums.add(row).flatMap(Summary.Going::dates)));
      }
      List<Summary.RemovedRepository> removed = RemovedRepositories.read(bucket, plan.id());
      Summary summary = sums.summary(rules.limits(), removed, previous.none());
      bucket.put(ReportFiles.csv(plan.id()), file, "application/gzip");
      bucket.put(ReportFiles.json(plan.id()), ReportJson.write(summary), "application/json");
      bucket.put(
          ReportFiles.html(plan.id()),
          ReportPage.write(summary).getBytes(StandardCharsets.UTF_8),
          "text/html; charset=utf-8");
      return to(plan.id());
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static void requireComplete(Plan plan) {
    if (plan.completedAt().isEmpty()) {
      throw new IllegalArgumentException(
          "plan: found %s, which is %s, expected one that was complete"
              .formatted(plan.id(), plan.state()));
    }
  }

  private ReportLinks to(String plan) {
    return new ReportLinks(
        bucket.link(ReportFiles.html(plan)),
        bucket.link(ReportFiles.json(plan)),
        bucket.link(ReportFiles.csv(plan)));
  }

  static RowSource rows(Bucket bucket, Manifest manifest) {
    return visitor ->
        new Rows(bucket)
            .<IOException>forEach(
                manifest,
                (Row row) -> {
                  visitor.visit(row);
                  return true;
                });
  }
}
