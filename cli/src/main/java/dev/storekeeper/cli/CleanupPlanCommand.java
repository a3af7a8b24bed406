package dev.storekeeper.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.cli.control.ControlAnswer;
import dev.storekeeper.cli.control.ControlClient;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code storekeeper cleanup plan}. */
@Command(
    name = "plan",
    description = "Scans a domain now and shows what would go.",
    footer = {"", Cleanup.EXIT_CODES})
final class CleanupPlanCommand implements Callable<Integer> {
  private final Cleanup cleanup;

  @Mixin private CleanupOptions options = new CleanupOptions();

  @Mixin private Poll poll = new Poll();

  @Option(
      names = "--as-of",
      paramLabel = "+DAYS",
      description = "What would go in so many days, as +10d; such a plan can only be looked at.")
  private Optional<String> asOf = Optional.empty();

  @Parameters(
      arity = "0..1",
      paramLabel = "DOMAIN",
      description = "The domain; can be left out if there is only one.")
  private Optional<String> domain = Optional.empty();

  CleanupPlanCommand(Cleanup cleanup) {
    this.cleanup = cleanup;
  }

  @Override
  public Integer call() throws IOException {
    ObjectNode parameters = Cleanup.parameters();
    domain.ifPresent(name -> parameters.put("domain", name));
    if (asOf.isPresent()) {
      parameters.put("asOf", period(asOf.get()));
    }
    return cleanup.talk(
        options,
        client -> {
          ControlAnswer answer = client.change("plan", parameters);
          if (answer.outcome() != ControlAnswer.Outcome.DONE || !poll.waits()) {
            return cleanup.print(options, answer, _ -> {});
          }
          if (!options.isJson()) {
            cleanup.console().line(answer.message());
          }
          return show(client, answer.json().path("plan").asText());
        });
  }

  private int show(ControlClient client, String plan) throws IOException {
    Progress progress = new Progress(cleanup.console());
    Optional<ControlAnswer> last =
        poll.until(
            answer -> !state(answer).equals("SCANNING"),
            () -> {
              ControlAnswer answer = client.look("show", Cleanup.parameters().put("plan", plan));
              JsonNode done = answer.json().path("progress");
              progress.show(done.path("done").asInt(), done.path("total").asInt());
              return answer;
            });
    progress.end();
    if (last.isEmpty()) {
      cleanup
          .console()
          .error(new IOException("The scan goes on; see storekeeper cleanup show " + plan));
      return Main.UNAVAILABLE;
    }
    int code =
        cleanup.print(options, last.get(), json -> new PlanText(cleanup.console()).print(json));
    return code == Main.FINE && state(last.get()).equals("STOPPED") ? Main.FOUND : code;
  }

  private static String state(ControlAnswer answer) {
    return answer.json().path("plan").path("state").asText();
  }

  private static String period(String text) throws IOException {
    if (!text.matches("\\+[1-9][0-9]{0,3}d")) {
      throw new IOException("--as-of: found " + text + ", expected days ahead as +10d");
    }
    return "P" + text.substring(1, text.length() - 1) + "D";
  }
}
