package dev.storekeeper.clients;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A shell that the script must run under. */
enum Shell {
  SH("part of every Unix"),
  DASH("apt-get install dash"),
  BASH("apt-get install bash");

  private final String installation;

  Shell(String installation) {
    this.installation = installation;
  }

  /** Where it is; a missing one skips the test with the line that installs it. */
  Path path() {
    String name = name().toLowerCase(java.util.Locale.ROOT);
    return find(name)
        .orElseGet(() -> {
          String message = "SKIPPED: no " + name + " on the PATH; install it: " + installation;
          System.err.println(message);
          return Assumptions.<Path>abort(message);
        });
  }

  /** Where a program is on this machine. */
  static Optional<Path> find(String program) {
    return Stream.of(System.getenv("PATH").split(Pattern.quote(File.pathSeparator)))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
