package dev.storekeeper.usagetracking.coverage;

import dev.storekeeper.lambda.Invocation;
import dev.storekeeper.usage.trail.ProcessedLogFile;
import dev.storekeeper.usage.trail.TrailFile;
import dev.storekeeper.usage.trail.TrailJournal;
import dev.storekeeper.usagetracking.trail.LogFileProcessor;
import dev.storekeeper.usagetracking.trail.MalformedTrailException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Checks that log files were taken in as a digest lists them, and takes in those that were not. */
final class LogFileCheck {
  private final LogFileProcessor processor;
  private final TrailJournal journal;

  LogFileCheck(LogFileProcessor processor, TrailJournal journal) {
    this.processor = processor;
    this.journal = journal;
  }

  /** How many log files may still be fetched in a run, which has to end in time. */
  static final class Budget {
    private int left = 50;

    boolean take() {
      return left-- > 0;
    }
  }

  /** What the check found. */
  sealed interface Result {}

  /** All were taken in. */
  record Complete(boolean holdsReads) implements Result {}

  /** Some are still to be looked at, in another run. */
  record Unfinished() implements Result {}

  /** One is not there. */
  record Missing(String reason) implements Result {}

  /** One is another than the digest says. */
  record Foreign(String reason) implements Result {}

  Result check(List<TrailFile> listed, Budget budget, Invocation invocation) throws IOException {
    Map<String, ProcessedLogFile> known =
        journal.processed(listed.stream().map(TrailFile::object).collect(Collectors.toSet()));
    boolean holdsReads = false;
    for (TrailFile file : listed) {
      Optional<ProcessedLogFile> processed =
          Optional.ofNullable(known.get(file.object())).filter(taken -> taken.file().equals(file));
      if (processed.isEmpty()) {
        if (!budget.take()) {
          return new Unfinished();
        }
        try {
          processed = processor.process(file.object(), invocation);
        } catch (MalformedTrailException e) {
          return new Missing("log file " + file.object() + ": " + e.getMessage());
        }
        if (processed.isEmpty()) {
          return new Missing("log file " + file.object() + " is missing");
        }
        if (!processed.get().file().equals(file)) {
          return new Foreign("log file " + file.object() + " was changed: its SHA-256 is another");
        }
      }
      holdsReads |= processed.get().holdsReads();
    }
    return new Complete(holdsReads);
  }
}
