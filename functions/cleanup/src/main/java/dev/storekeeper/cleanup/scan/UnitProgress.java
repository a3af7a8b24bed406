package dev.storekeeper.cleanup.scan;

import dev.storekeeper.cleanup.bucket.Bucket;
import dev.storekeeper.cleanup.plan.Chunk;
import dev.storekeeper.cleanup.plan.PlanFiles;
import dev.storekeeper.cleanup.plan.Row;
import dev.storekeeper.cleanup.plan.RowWriter;
import dev.storekeeper.cleanup.state.CleanupState;
import dev.storekeeper.cleanup.state.Lease;
import dev.storekeeper.cleanup.state.StaleWriteException;
import dev.storekeeper.cleanup.state.StateUnavailableException;
import dev.storekeeper.codeartifact.pace.CallCount;
import dev.storekeeper.retention.Known;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The progress of a unit between two saves. A save writes the rows to a chunk of their own, whose
 * name has the lease's fence, and then the note that names it: what a killed or late worker wrote
 * is in no note and counts for nothing.
 */
final class UnitProgress {
  private static final int ROWS = 5_000;
  private static final Duration INTERVAL = Duration.ofMinutes(1);
  private static final String GZIP = "application/gzip";

  private final CleanupState state;
  private final Bucket bucket;
  private final CallCount calls;
  private final Clock clock;
  private final String plan;
  private final String repository;
  private final Lease lease;
  private UnitNote saved;
  private Instant savedAt;
  private long callsAtSave;
  private RowWriter rows = new RowWriter();
  private Optional<String> page;
  private List<String> scanned;
  private UnitNote.Counts counts;
  private Optional<Instant> newestPublish;
  private boolean publishUnknown;

  UnitProgress(
      CleanupState state,
      Bucket bucket,
      CallCount calls,
      Clock clock,
      String plan,
      String repository,
      Lease lease,
      UnitNote note)
      throws IOException {
    this.state = state;
    this.bucket = bucket;
    this.calls = calls;
    this.clock = clock;
    this.plan = plan;
    this.repository = repository;
    this.lease = lease;
    this.saved = note;
    this.savedAt = clock.instant();
    this.callsAtSave = calls.total();
    this.page = note.page();
    this.scanned = new ArrayList<>(note.scanned());
    this.counts = note.counts();
    this.newestPublish = note.newestPublish();
    this.publishUnknown = note.publishUnknown();
  }

  Optional<String> page() {
    return page;
  }

  boolean isScanned(String key) {
    return scanned.contains(key);
  }

  UnitNote.Counts counts() {
    return counts;
  }

  void add(String key, PackageScan.Result result, Tally tally) throws IOException {
    for (Row row : result.rows()) {
      rows.add(row);
    }
    scanned.add(key);
    counts =
        counts.plus(
            new UnitNote.Counts(1, result.listed() ? 0 : 1, tally.reads(), tally.failures(), 0));
    switch (result.lastPublish()) {
      case Known.Value<Optional<Instant>>(Optional<Instant> time) ->
          newestPublish = Facts.later(newestPublish, time);
      case Known.Unknown<Optional<Instant>> unknown -> publishUnknown = true;
      case Known.Unasked<Optional<Instant>> unasked -> {}
    }
  }

  void turn(String nextPage) {
    page = Optional.of(nextPage);
    scanned = new ArrayList<>();
  }

  /** Counts a read that belongs to no package. */
  void read(boolean failed) {
    counts = counts.plus(new UnitNote.Counts(0, 0, 1, failed ? 1 : 0, 0));
  }

  boolean isDue() {
    return rows.rows() >= ROWS || !clock.instant().isBefore(savedAt.plus(INTERVAL));
  }

  /** Saves that the unit was begun once more. */
  void attempt() throws StateUnavailableException, StaleWriteException {
    write(saved.attempted());
  }

  void save(boolean done) throws StateUnavailableException, StaleWriteException, IOException {
    save(done, 0);
  }

  /** Saves that something could not be had: what was scanned before is kept, the attempt counts. */
  void saveFailure() throws StateUnavailableException, StaleWriteException, IOException {
    boolean cameFurther = !page.equals(saved.page()) || scanned.size() > saved.scanned().size();
    save(false, cameFurther ? 0 : saved.attempts());
  }

  private void save(boolean done, int attempts)
      throws StateUnavailableException, StaleWriteException, IOException {
    List<Chunk> chunks = new ArrayList<>(saved.chunks());
    if (rows.rows() > 0) {
      String key = PlanFiles.chunk(plan, repository, chunks.size(), lease.fence());
      long count = rows.rows();
      chunks.add(new Chunk(key, bucket.put(key, rows.finish(), GZIP).etag(), count));
      rows = new RowWriter();
    }
    long now = calls.total();
    counts = counts.plus(new UnitNote.Counts(0, 0, 0, 0, now - callsAtSave));
    callsAtSave = now;
    savedAt = clock.instant();
    write(
        new UnitNote(done, page, scanned, chunks, counts, newestPublish, publishUnknown, attempts));
  }

  /** Saves that the repository is gone, and with it everything that was found in it. */
  void saveGone() throws StateUnavailableException, StaleWriteException {
    write(
        new UnitNote(
            true,
            Optional.empty(),
            List.of(),
            List.of(),
            new UnitNote.Counts(0, 0, counts.reads(), counts.failures(), counts.calls()),
            Optional.empty(),
            true,
            0));
  }

  int attempts() {
    return saved.attempts();
  }

  private void write(UnitNote note) throws StateUnavailableException, StaleWriteException {
    state.note(ScanKeys.unit(plan, repository), note.write(), lease);
    saved = note;
  }
}
