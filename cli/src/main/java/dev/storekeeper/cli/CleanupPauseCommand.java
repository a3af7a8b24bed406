package dev.storekeeper.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code storekeeper cleanup pause}. */
@Command(
    name = "pause",
    description = "Stops all changes of cleanup at once.",
    footer = {"", Cleanup.EXIT_CODES})
final class CleanupPauseCommand implements Callable<Integer> {
  private final Cleanup cleanup;

  @Mixin private CleanupOptions options = new CleanupOptions();

  @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; required.")
  private String reason = "";

  CleanupPauseCommand(Cleanup cleanup) {
    this.cleanup = cleanup;
  }

  @Override
  public Integer call() throws IOException {
    ObjectNode parameters = Cleanup.parameters();
    parameters.put("reason", reason);
    return cleanup.change(options, "pause", parameters);
  }
}
