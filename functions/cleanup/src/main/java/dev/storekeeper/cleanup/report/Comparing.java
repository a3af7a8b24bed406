package dev.storekeeper.cleanup.report;

import dev.storekeeper.cleanup.plan.Row;
import dev.storekeeper.retention.Outcome;
import java.io.IOException;
import java.util.Optional;

/**
 * Compares a plan with the one before it. CodeArtifact promises no order of packages, so nothing is
 * merged by order: the other plan's versions are kept as keys, 8 bytes each, its rows are read once
 * more only to name what is gone. Counts are exact up to the bound. For one plan.
 */
final class Comparing {
  static final int MAX_KEYS = 1_000_000;
  static final int MAX_LISTED = 1_000;

  private final String previous;
  private final RowSource rows;
  private final KeySet before;
  private final RowKeys keys = new RowKeys();
  private final Listed.Builder<Comparison.Change> selected = new Listed.Builder<>(MAX_LISTED);
  private final Listed.Builder<Comparison.Change> stays = new Listed.Builder<>(MAX_LISTED);
  private long still;
  private long inFlight;

  private Comparing(String previous, RowSource rows, KeySet before) {
    this.previous = previous;
    this.rows = rows;
    this.before = before;
  }

  /**
   * Reads what the plan before selected.
   *
   * @return absent if it selected more than the bound
   */
  static Optional<Comparing> with(String previous, RowSource rows, int bound) throws IOException {
    KeySet before = new KeySet(bound);
    RowKeys keys = new RowKeys();
    rows.forEach(row -> {
      if (row.isSelected()) {
        before.add(keys.inRepository(row));
      }
    });
    before.sort();
    return before.isOverflowed()
        ? Optional.empty()
        : Optional.of(new Comparing(previous, rows, before));
  }

  /** Takes the next row of this plan. */
  void add(Row row) {
    boolean wasSelected = before.see(keys.inRepository(row));
    if (row.isSelected() && wasSelected) {
      still++;
    } else if (row.isSelected()) {
      selected.add(change(row));
    } else if (wasSelected && row.inFlight().isPresent()) {
      inFlight++;
    } else if (wasSelected) {
      stays.add(change(row));
    }
  }

  /** How they differ; comes after all rows. */
  Comparison.Changes end() throws IOException {
    Listed.Builder<Comparison.Change> gone = new Listed.Builder<>(MAX_LISTED);
    rows.forEach(row -> {
      if (row.isSelected() && !before.wasSeen(keys.inRepository(row))) {
        gone.add(change(row));
      }
    });
    return new Comparison.Changes(
        previous, still, inFlight, selected.build(), stays.build(), gone.build());
  }

  private static Comparison.Change change(Row row) {
    String reason =
        switch (row.outcome()) {
          case Outcome.Selected it -> it.reason();
          case Outcome.Kept it -> it.reason();
          case Outcome.Undecided it -> "nothing was decided: " + it.questions();
        };
    return new Comparison.Change(row.version(), reason);
  }
}
