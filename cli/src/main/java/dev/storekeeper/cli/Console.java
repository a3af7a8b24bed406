package dev.storekeeper.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.List;

/** Where people and machines read what a command found. */
final class Console {
  private static final String RESET = "\u001b[0m";
  private final PrintStream out;
  private final PrintStream err;
  private final boolean coloured;

  Console(PrintStream out, PrintStream err, boolean coloured) {
    this.out = out;
    this.err = err;
    this.coloured = coloured;
  }

  PrintStream out() {
    return out;
  }

  PrintStream err() {
    return err;
  }

  boolean isColoured() {
    return coloured;
  }

  /** Prints a line; what others wrote into it cannot steer a terminal. */
  void line(String text) {
    out.println(safe(text));
  }

  /** Prints a word in a colour before a line. */
  void line(Colour colour, String word, String rest) {
    String shown = coloured ? colour.code() + safe(word) + RESET : safe(word);
    out.println((shown + safe(rest)).stripTrailing());
  }

  /** Prints rows in columns that line up. */
  void table(String indent, List<List<String>> rows) {
    int columns = rows.stream().mapToInt(List::size).max().orElse(0);
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], safe(row.get(i)).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder(indent);
      for (int i = 0; i < row.size(); i++) {
        String cell = safe(row.get(i));
        line.append(cell).append(" ".repeat(widths[i] - cell.length() + 2));
      }
      out.println(line.toString().stripTrailing());
    }
  }

  void json(JsonNode json) {
    out.println(json.toPrettyString());
  }

  /** Says why a command could not do its work. */
  void error(Exception thrown) {
    String text = thrown instanceof RuntimeException ? thrown.toString() : thrown.getMessage();
    err.println("storekeeper: " + safe(String.valueOf(text)));
  }

  private static String safe(String text) {
    StringBuilder safe = new StringBuilder();
    text.codePoints()
        .forEach(c -> {
          if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
            safe.append(String.format("\\u%04x", c));
          } else {
            safe.appendCodePoint(c);
          }
        });
    return safe.toString();
  }

  /** Colours of a terminal. */
  enum Colour {
    RED(31),
    GREEN(32),
    YELLOW(33);

    private final int number;

    Colour(int number) {
      this.number = number;
    }

    private String code() {
      return "\u001b[" + number + "m";
    }
  }
}
