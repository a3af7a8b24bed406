package dev.storekeeper.endtoend;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * The real clients that tests need. A missing one skips the test with the line that installs it.
 */
final class Clients {
  private static final Map<String, String> INSTALL =
      Map.of(
          "aws", "make .build/tools (needs python3 and python3-venv)",
          "twine", "make .build/tools (needs python3 and python3-venv)",
          "python3", "apt-get install python3 python3-venv",
          "pip", "make .build/tools (needs python3 and python3-venv)",
          "curl", "apt-get install curl",
          "dash", "apt-get install dash",
          "bash", "apt-get install bash");

  private Clients() {}

  static void require(String... names) {
    for (String name : names) {
      boolean found =
          Stream.of(System.getenv("PATH").split(Pattern.quote(File.pathSeparator)))
              .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
      if (!found) {
        String message = "SKIPPED: no " + name + " on the PATH; install it: " + INSTALL.get(name);
        System.err.println(message);
        Assumptions.abort(message);
      }
    }
  }
}
