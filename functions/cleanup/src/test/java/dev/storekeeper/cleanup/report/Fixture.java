package dev.storekeeper.cleanup.report;

import dev.storekeeper.cleanup.bucket.InMemoryBucket;
import dev.storekeeper.cleanup.plan.Approval;
import dev.storekeeper.cleanup.plan.Chunk;
import dev.storekeeper.cleanup.plan.Manifest;
import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.cleanup.plan.PlanFiles;
import dev.storekeeper.cleanup.plan.PlanState;
import dev.storekeeper.cleanup.plan.Row;
import dev.storekeeper.cleanup.plan.RowWriter;
import dev.storekeeper.cleanup.plan.Totals;
import dev.storekeeper.retention.Mode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** Plans in a bucket, as a scan leaves them, and their reports. */
final class Fixture {
  static final String HASH = "sha256:0123456789abcdef" + "0".repeat(48);

  final InMemoryBucket bucket = new InMemoryBucket();
  final FakePolicy policy = new FakePolicy();
  private final Path folder;

  Fixture(Path folder) {
    this.folder = folder;
  }

  ReportWriter writer() {
    return new ReportWriter(bucket, policy, folder);
  }

  /** Writes a plan's files as a scan does; the plan waits. */
  Plan plan(String id, List<Row> rows, String removedRepositories) throws IOException {
    Map<String, RowWriter> chunks = new TreeMap<>();
    for (Row row : rows) {
      String repository = row.version().coordinates().repository();
      if (!chunks.containsKey(repository)) {
        chunks.put(repository, new RowWriter());
      }
      chunks.get(repository).add(row);
    }
    List<Manifest.Part> parts = new ArrayList<>();
    for (Map.Entry<String, RowWriter> chunk : chunks.entrySet()) {
      String key = PlanFiles.chunk(id, chunk.getKey(), 0, 1);
      String etag = bucket.put(key, chunk.getValue().finish(), "application/gzip").etag();
      parts.add(
          new Manifest.Part(
              chunk.getKey(), List.of(new Chunk(key, etag, chunk.getValue().rows())), 0, 0, 0));
    }
    manifest(id, parts).write(bucket);
    bucket.put(
        PlanFiles.repositoryDecisions(id),
        ("{\"repositories\":[" + removedRepositories + "]}").getBytes(StandardCharsets.UTF_8),
        "application/json");
    long removed = removedRepositories.split("SELECTED\",\"policy", -1).length - 1L;
    return plan(id, totals(chunks.size(), rows, removed));
  }

  static Manifest manifest(String plan, List<Manifest.Part> parts) {
    return new Manifest(
        plan,
        HASH,
        parts,
        Map.of(
            "old",
            new Manifest.Policy("sha256:old", Mode.PLAN),
            "snapshots",
            new Manifest.Policy("sha256:snapshots", Mode.ENFORCE)));
  }

  static Plan plan(String id, Totals totals) {
    return new Plan(
        id,
        Samples.ACME,
        Samples.NOW,
        "sha256:policy",
        PlanState.WAITING,
        Optional.of(HASH),
        totals,
        List.of("4 of the 6 versions of repository releases, the limit is 20 %"),
        List.of(),
        Samples.NOW,
        Optional.of(Samples.NOW.plusSeconds(600)),
        Optional.empty());
  }

  static Plan in(PlanState state, Plan plan, List<Approval> approvals, String note) {
    return new Plan(
        plan.id(),
        plan.domain(),
        plan.asOf(),
        plan.policyRevision(),
        state,
        plan.hash(),
        plan.totals(),
        plan.overLimits(),
        approvals,
        plan.createdAt(),
        plan.completedAt(),
        Optional.of(note));
  }

  private static Totals totals(int repositories, List<Row> rows, long removed) {
    List<Row> selected = rows.stream().filter(Row::isSelected).toList();
    Map<String, Long> freed = new HashMap<>();
    selected.forEach(row -> freed.merge(inDomain(row), row.bytes().orElse(0L), Math::max));
    rows.stream().filter(row -> !row.isSelected()).forEach(row -> freed.remove(inDomain(row)));
    return new Totals(
        repositories,
        rows.stream().map(row -> row.version().coordinates()).distinct().count(),
        rows.size(),
        selected.size(),
        selected.stream().mapToLong(row -> row.bytes().orElse(0L)).sum(),
        freed.values().stream().mapToLong(it -> it).sum(),
        removed,
        2,
        12_345);
  }

  private static String inDomain(Row row) {
    return row.version().coordinates().namespace()
        + "/"
        + row.version().coordinates().name()
        + "/"
        + row.version().version();
  }

  String html(String plan) throws IOException {
    return text("plans/" + plan + "/report/report.html");
  }

  String json(String plan) throws IOException {
    return text("plans/" + plan + "/report/report.json");
  }

  String csv(String plan) throws IOException {
    try (InputStream in =
        new GZIPInputStream(bucket.open("plans/" + plan + "/report/versions.csv.gz"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private String text(String key) throws IOException {
    try (InputStream in = bucket.open(key)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
