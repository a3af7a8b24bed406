package dev.storekeeper.cleanup.report;

import java.io.IOException;
import java.io.Writer;
import java.util.List;

/**
 * Writes CSV (RFC 4180): lines end in CR LF; a cell is quoted if it has a comma, a quote or a line
 * break. A cell that a spreadsheet would take for a formula gets an apostrophe in front (OWASP,
 * "CSV Injection"); apart from that cells are as they are. The writer stays open.
 */
final class CsvWriter {
  private static final String FORMULA = "=+-@\t\r\n";
  private static final String QUOTED = ",\"\r\n";

  private final Writer out;

  CsvWriter(Writer out) {
    this.out = out;
  }

  void line(List<String> cells) throws IOException {
    for (int i = 0; i < cells.size(); i++) {
      if (i > 0) {
        out.write(',');
      }
      out.write(cell(cells.get(i)));
    }
    out.write("\r\n");
  }

  private static String cell(String text) {
    String guarded = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    return guarded.chars().anyMatch(character -> QUOTED.indexOf(character) >= 0)
        ? "\"" + guarded.replace("\"", "\"\"") + "\""
        : guarded;
  }
}
