package dev.storekeeper.cleanup.report;

import dev.storekeeper.cleanup.plan.Row;
import dev.storekeeper.codeartifact.PackageCoordinates;
import dev.storekeeper.retention.Outcome;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** The table of all versions, compressed, in a file. Times are in UTC, sizes in bytes. */
final class VersionTable implements Closeable {
  private static final List<String> COLUMNS =
      List.of(
          "domain",
          "repository",
          "format",
          "namespace",
          "package",
          "version",
          "origin",
          "status",
          "published",
          "last read",
          "bytes",
          "outcome",
          "policy or rule",
          "reason",
          "unlist on",
          "archive on",
          "delete on",
          "in flight");

  private final Writer out;
  private final CsvWriter csv;

  private VersionTable(Writer out) {
    this.out = out;
    this.csv = new CsvWriter(out);
  }

  /** A table with nothing but its head, in place of what the file has. */
  static VersionTable create(Path file) throws IOException {
    OutputStream bytes = Files.newOutputStream(file);
    try {
      VersionTable table =
          new VersionTable(
              new BufferedWriter(
                  new OutputStreamWriter(new GZIPOutputStream(bytes), StandardCharsets.UTF_8)));
      table.csv.line(COLUMNS);
      return table;
    } catch (IOException e) {
      bytes.close();
      throw e;
    }
  }

  /**
   * Adds a version.
   *
   * @param dates when it is removed, if it is
   */
  void add(Row row, Optional<RemovalDates> dates) throws IOException {
    PackageCoordinates coordinates = row.version().coordinates();
    Decision decision = Decision.of(row.outcome());
    csv.line(
        List.of(
            coordinates.domain(),
            coordinates.repository(),
            coordinates.format(),
            coordinates.namespace(),
            coordinates.name(),
            row.version().version(),
            row.origin().name(),
            row.status(),
            text(row.published()),
            text(row.lastRead()),
            text(row.bytes()),
            decision.outcome(),
            decision.rule(),
            decision.reason(),
            text(dates.flatMap(RemovalDates::unlisted)),
            text(dates.flatMap(RemovalDates::archived)),
            text(dates.map(RemovalDates::deleted)),
            row.inFlight().orElse("")));
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  private static String text(Optional<?> value) {
    return value.map(Object::toString).orElse("");
  }

  private record Decision(String outcome, String rule, String reason) {
    static Decision of(Outcome outcome) {
      return switch (outcome) {
        case Outcome.Selected it -> new Decision("SELECTED", it.policy(), it.reason());
        case Outcome.Kept it -> new Decision(it.why().name(), it.rule(), it.reason());
        case Outcome.Undecided it -> new Decision("UNDECIDED", "", it.questions().toString());
      };
    }
  }
}
