package dev.storekeeper.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code storekeeper cleanup resume}. */
@Command(
    name = "resume",
    description = "Lets changes of cleanup go on.",
    footer = {"", Cleanup.EXIT_CODES})
final class CleanupResumeCommand implements Callable<Integer> {
  private final Cleanup cleanup;

  @Mixin private CleanupOptions options = new CleanupOptions();

  CleanupResumeCommand(Cleanup cleanup) {
    this.cleanup = cleanup;
  }

  @Override
  public Integer call() throws IOException {
    ObjectNode parameters = Cleanup.parameters();
    return cleanup.change(options, "resume", parameters);
  }
}
