package dev.storekeeper.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** What every command of cleanup has. */
final class CleanupOptions {
  @Option(
      names = "--function",
      paramLabel = "NAME",
      description =
          "Name or ARN of the stack's cleanup control function; STOREKEEPER_CLEANUP_FUNCTION by"
              + " default.")
  private Optional<String> function = Optional.empty();

  @Option(names = "--json", description = "Print the answer as JSON.")
  private boolean json;

  Optional<String> function() {
    return function;
  }

  boolean isJson() {
    return json;
  }
}
