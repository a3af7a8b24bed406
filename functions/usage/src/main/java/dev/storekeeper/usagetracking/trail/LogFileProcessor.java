package dev.storekeeper.usagetracking.trail;

import dev.storekeeper.lambda.Invocation;
import dev.storekeeper.usage.UsageRecorder;
import dev.storekeeper.usage.trail.ProcessedLogFile;
import dev.storekeeper.usage.trail.TrailFile;
import dev.storekeeper.usage.trail.TrailJournal;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;

/** Takes in log files: records what they say, then remembers that it did. Thread-safe. */
public final class LogFileProcessor {
  private final LogFiles files;
  private final Signals signals;
  private final UsageRecorder recorder;
  private final TrailJournal journal;

  /** Reads these files and records with this recorder. */
  public LogFileProcessor(
      LogFiles files, Signals signals, UsageRecorder recorder, TrailJournal journal) {
    this.files = files;
    this.signals = signals;
    this.recorder = recorder;
    this.journal = journal;
  }

  /**
   * Takes in a log file unless that was done before.
   *
   * @return empty if there is no such file
   */
  public Optional<ProcessedLogFile> processOnce(String object, Invocation invocation)
      throws IOException, MalformedTrailException {
    Optional<ProcessedLogFile> known =
        Optional.ofNullable(journal.processed(Set.of(object)).get(object));
    if (known.isPresent()) {
      invocation.metrics().count("Duplicates", 1);
      return known;
    }
    return process(object, invocation);
  }

  /**
   * Takes in a log file, again if need be.
   *
   * @return empty if there is no such file
   */
  public Optional<ProcessedLogFile> process(String object, Invocation invocation)
      throws IOException, MalformedTrailException {
    Optional<InputStream> found = files.open(object);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    SignalRecorder gathered = new SignalRecorder(recorder, invocation.metrics());
    boolean[] holdsReads = {false};
    String sha256;
    try (InputStream file = found.get()) {
      sha256 =
          LogFileReader.read(
              file,
              record -> {
                holdsReads[0] |= Signals.showsReads(record);
                gathered.add(signals.of(record));
              });
    }
    // Nothing is said to be taken in before all of it is written.
    gathered.flush();
    ProcessedLogFile processed = new ProcessedLogFile(new TrailFile(object, sha256), holdsReads[0]);
    journal.processed(processed);
    invocation.metrics().count("LogFiles", 1);
    return Optional.of(processed);
  }
}
