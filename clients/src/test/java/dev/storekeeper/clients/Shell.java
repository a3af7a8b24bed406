package dev.storekeeper.clients;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
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

  /** The shells to test: those that are missing too, and one of those that are the same program. */
  static List<Shell> distinct() throws IOException {
    Set<Path> seen = new HashSet<>();
    List<Shell> distinct = new ArrayList<>();
    for (Shell shell : values()) {
      Optional<Path> found = find(shell.program());
      if (found.isEmpty() || seen.add(found.get().toRealPath())) {
        distinct.add(shell);
      }
    }
    return distinct;
  }

  /** Where it is; a missing one skips the test with the line that installs it. */
  Path path() {
    return find(program())
        .orElseGet(() -> {
          String message = "SKIPPED: no " + program() + " on the PATH; install it: " + installation;
          System.err.println(message);
          return Assumptions.<Path>abort(message);
        });
  }

  private String program() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Where a program is on this machine. */
  static Optional<Path> find(String program) {
    return Stream.of(System.getenv("PATH").split(Pattern.quote(File.pathSeparator)))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
