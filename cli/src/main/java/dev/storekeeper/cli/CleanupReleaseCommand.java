package dev.storekeeper.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code storekeeper cleanup release}. */
@Command(
    name = "release",
    description = "Ends a hold.",
    footer = {"", Cleanup.EXIT_CODES})
final class CleanupReleaseCommand implements Callable<Integer> {
  private final Cleanup cleanup;

  @Mixin private CleanupOptions options = new CleanupOptions();

  @Parameters(
      paramLabel = "COORDINATES",
      description =
          "domain[/repository[/format/namespace/name[/version]]] with - for no namespace, or an"
              + " ARN.")
  private String coordinates = "";

  CleanupReleaseCommand(Cleanup cleanup) {
    this.cleanup = cleanup;
  }

  @Override
  public Integer call() throws IOException {
    ObjectNode parameters = Cleanup.parameters();
    parameters.put("coordinates", coordinates);
    return cleanup.change(options, "release", parameters);
  }
}
