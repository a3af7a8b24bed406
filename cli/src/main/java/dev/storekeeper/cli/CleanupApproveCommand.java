package dev.storekeeper.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code storekeeper cleanup approve}. */
@Command(
    name = "approve",
    description = "Consents to a plan, so that it is carried out.",
    footer = {"", Cleanup.EXIT_CODES})
final class CleanupApproveCommand implements Callable<Integer> {
  private final Cleanup cleanup;

  @Mixin private CleanupOptions options = new CleanupOptions();

  @Parameters(paramLabel = "PLAN", description = "The id of the plan.")
  private String plan = "";

  @Option(
      names = "--hash",
      required = true,
      paramLabel = "HASH",
      description = "At least 12 digits of the hash of the plan that you looked at.")
  private String hash = "";

  @Option(names = "--repositories", description = "Also to the removal of repositories.")
  private boolean repositories;

  CleanupApproveCommand(Cleanup cleanup) {
    this.cleanup = cleanup;
  }

  @Override
  public Integer call() throws IOException {
    ObjectNode parameters = Cleanup.parameters();
    parameters.put("plan", plan).put("hash", hash);
    if (repositories) {
      parameters.put("repositories", true);
    }
    return cleanup.change(options, "approve", parameters);
  }
}
