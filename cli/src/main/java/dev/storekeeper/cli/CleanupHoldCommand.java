package dev.storekeeper.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code storekeeper cleanup hold}. */
@Command(
    name = "hold",
    description = "Keeps a domain, repository, package or version until it is released.",
    footer = {"", Cleanup.EXIT_CODES})
final class CleanupHoldCommand implements Callable<Integer> {
  private final Cleanup cleanup;

  @Mixin private CleanupOptions options = new CleanupOptions();

  @Parameters(
      paramLabel = "COORDINATES",
      description =
          "domain[/repository[/format/namespace/name[/version]]] with - for no namespace, or an"
              + " ARN.")
  private String coordinates = "";

  @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; required.")
  private String reason = "";

  CleanupHoldCommand(Cleanup cleanup) {
    this.cleanup = cleanup;
  }

  @Override
  public Integer call() throws IOException {
    ObjectNode parameters = Cleanup.parameters();
    parameters.put("coordinates", coordinates).put("reason", reason);
    return cleanup.change(options, "hold", parameters);
  }
}
