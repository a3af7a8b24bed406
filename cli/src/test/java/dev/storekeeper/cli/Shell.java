package dev.storekeeper.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs the command line in this process and keeps what it prints. */
final class Shell {
  static final Path ROOT = Path.of(System.getProperty("storekeeper.root"));
  static final Path SHIPPED = ROOT.resolve("policies/trust.yaml");
  static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

  private Shell() {}

  /** What a command left behind. */
  record Result(int code, String out, String err) {}

  static Result run(Object... arguments) {
    return runWith("", Map.of(), false, arguments);
  }

  static Result runWith(
      String input, Map<String, String> environment, boolean coloured, Object... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            coloured);
    int code =
        Main.run(
            Stream.of(arguments).map(Object::toString).toArray(String[]::new),
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            console,
            name -> Optional.ofNullable(environment.get(name)),
            Clock.fixed(NOW, ZoneOffset.UTC));
    return new Result(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
