package dev.storekeeper.cleanup.report;

import java.util.ArrayList;
import java.util.List;

/** Reads CSV by the letter of RFC 4180. */
final class CsvReader {
  private final String text;
  private int next;

  private CsvReader(String text) {
    this.text = text;
  }

  static List<List<String>> read(String text) {
    CsvReader reader = new CsvReader(text);
    List<List<String>> lines = new ArrayList<>();
    while (reader.next < text.length()) {
      lines.add(reader.line());
    }
    return lines;
  }

  private List<String> line() {
    List<String> cells = new ArrayList<>();
    cells.add(cell());
    while (text.charAt(next) == ',') {
      next++;
      cells.add(cell());
    }
    if (!text.startsWith("\r\n", next)) {
      throw new IllegalArgumentException("at " + next + ": expected CR LF");
    }
    next += 2;
    return cells;
  }

  private String cell() {
    StringBuilder cell = new StringBuilder();
    if (text.charAt(next) != '"') {
      while (",\"\r\n".indexOf(text.charAt(next)) < 0) {
        cell.append(text.charAt(next++));
      }
      return cell.toString();
    }
    next++;
    while (text.charAt(next) != '"' || text.charAt(next + 1) == '"') {
      next += text.charAt(next) == '"' ? 1 : 0;
      cell.append(text.charAt(next++));
    }
    next++;
    return cell.toString();
  }
}
