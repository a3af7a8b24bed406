package dev.storekeeper.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code storekeeper cleanup cancel}. */
@Command(
    name = "cancel",
    description = "Ends a plan; what it hid is given back.",
    footer = {"", Cleanup.EXIT_CODES})
final class CleanupCancelCommand implements Callable<Integer> {
  private final Cleanup cleanup;

  @Mixin private CleanupOptions options = new CleanupOptions();

  @Parameters(paramLabel = "PLAN", description = "The id of the plan.")
  private String plan = "";

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why.")
  private Optional<String> reason = Optional.empty();

  CleanupCancelCommand(Cleanup cleanup) {
    this.cleanup = cleanup;
  }

  @Override
  public Integer call() throws IOException {
    ObjectNode parameters = Cleanup.parameters();
    parameters.put("plan", plan);
    reason.ifPresent(text -> parameters.put("reason", text));
    return cleanup.change(options, "cancel", parameters);
  }
}
