package dev.storekeeper.sandbox.tour;

import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the tour prints: aligned, and coloured where a person's terminal shows colours. */
final class Terminal {
  private static final int NAME_WIDTH = 12;
  private static final int TEXT_WIDTH = 64;
  private final PrintStream out;
  private final boolean colours;

  Terminal(PrintStream out, boolean colours) {
    this.out = out;
    this.colours = colours;
  }

  /** A terminal on standard output; colours only on a terminal and unless NO_COLOR is set. */
  static Terminal standard() {
    boolean terminal =
        Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    return new Terminal(System.out, terminal && System.getenv("NO_COLOR") == null);
  }

  void heading(String text) {
    out.println();
    out.println(paint("1", text));
  }

  /** A step that took a time. */
  void step(String name, String text, Duration took) {
    out.println(
        String.format(
            Locale.ROOT,
            "  %s %-" + TEXT_WIDTH + "s %s",
            paint("32", pad(name)),
            text,
            paint("2", String.format(Locale.ROOT, "%7s", duration(took)))));
  }

  /** A named value. */
  void field(String name, String value) {
    out.println("  " + paint("36", pad(name)) + " " + value);
  }

  /** Lines as they are, indented. */
  void lines(List<String> lines) {
    lines.forEach(line -> out.println("    " + line));
  }

  /** A line of a function's log. */
  void log(String function, String line) {
    out.println(paint("2", function + " | " + line));
  }

  void line(String text) {
    out.println(text);
  }

  static String duration(Duration duration) {
    long millis = duration.toMillis();
    return millis < 1000 ? millis + " ms" : String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
  }

  static String size(long bytes) {
    return bytes < 1000 ? bytes + " B" : String.format(Locale.ROOT, "%.1f kB", bytes / 1000.0);
  }

  private static String pad(String name) {
    return String.format(Locale.ROOT, "%-" + NAME_WIDTH + "s", name);
  }

  private String paint(String code, String text) {
    return colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
