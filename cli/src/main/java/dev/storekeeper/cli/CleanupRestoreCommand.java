package dev.storekeeper.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.cli.control.ControlAnswer;
import dev.storekeeper.cli.control.ControlClient;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code storekeeper cleanup restore}. */
@Command(
    name = "restore",
    description = "Gives back a version that cleanup hid or deleted, or a deleted repository.",
    footer = {"", Cleanup.EXIT_CODES})
final class CleanupRestoreCommand implements Callable<Integer> {
  private final Cleanup cleanup;

  @Mixin private CleanupOptions options = new CleanupOptions();

  @Mixin private Poll poll = new Poll();

  @Parameters(paramLabel = "COORDINATES", description = Cleanup.COORDINATES)
  private String coordinates = "";

  CleanupRestoreCommand(Cleanup cleanup) {
    this.cleanup = cleanup;
  }

  @Override
  public Integer call() throws IOException {
    return cleanup.talk(
        options,
        client -> {
          ControlAnswer answer = client.change("restore", parameters());
          while (answer.outcome() == ControlAnswer.Outcome.UNAVAILABLE && poll.again()) {
            answer = client.change("restore", parameters());
          }
          if (answer.outcome() != ControlAnswer.Outcome.DONE || !poll.waits()) {
            return cleanup.print(options, answer, _ -> {});
          }
          if (!options.isJson()) {
            cleanup.console().line(answer.message());
          }
          return end(client);
        });
  }

  private int end(ControlClient client) throws IOException {
    // The ledger's indexes are a moment behind.
    poll.again();
    Optional<ControlAnswer> last =
        poll.until(
            answer -> !answer.json().path("end").asText().equals("none"),
            () -> client.look("restoration", parameters()));
    if (last.isEmpty()) {
      cleanup
          .console()
          .error(
              new IOException(
                  "It is not there yet; see storekeeper cleanup explain " + coordinates));
      return Main.UNAVAILABLE;
    }
    return cleanup.print(options, last.get(), _ -> {});
  }

  private ObjectNode parameters() {
    return Cleanup.parameters().put("coordinates", coordinates);
  }
}
