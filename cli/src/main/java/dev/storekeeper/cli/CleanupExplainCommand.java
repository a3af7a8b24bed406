package dev.storekeeper.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code storekeeper cleanup explain}. */
@Command(
    name = "explain",
    description = "Says why a version or a repository is still there, or why it went.",
    footer = {"", Cleanup.EXIT_CODES})
final class CleanupExplainCommand implements Callable<Integer> {
  private final Cleanup cleanup;

  @Mixin private CleanupOptions options = new CleanupOptions();

  @Parameters(paramLabel = "COORDINATES", description = Cleanup.COORDINATES)
  private String coordinates = "";

  CleanupExplainCommand(Cleanup cleanup) {
    this.cleanup = cleanup;
  }

  @Override
  public Integer call() throws IOException {
    return cleanup.talk(
        options,
        client ->
            cleanup.print(
                options,
                client.look("explain", Cleanup.parameters().put("coordinates", coordinates)),
                json -> new CleanupExplanationText(cleanup.console()).print(json)));
  }
}
