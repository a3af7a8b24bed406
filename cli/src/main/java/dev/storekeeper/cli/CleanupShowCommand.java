package dev.storekeeper.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
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

/** {@code storekeeper cleanup show}. */
@Command(
    name = "show",
    description = "Shows a plan: what goes, why, and when.",
    footer = {"", Cleanup.EXIT_CODES})
final class CleanupShowCommand implements Callable<Integer> {
  private static final int PAGE = 500;
  private static final int MAX_PAGES = 10_000;

  private final Cleanup cleanup;

  @Mixin private CleanupOptions options = new CleanupOptions();

  @Option(names = "--domain", paramLabel = "DOMAIN", description = "The newest plan of a domain.")
  private Optional<String> domain = Optional.empty();

  @Option(names = "--all", description = "All of what goes, not only the first 100 versions.")
  private boolean all;

  @Option(
      names = "--repository",
      paramLabel = "REPOSITORY",
      description = "All of what goes of a repository.")
  private Optional<String> repository = Optional.empty();

  @Option(names = "--kept", description = "Also what stays, and why.")
  private boolean kept;

  @Parameters(
      arity = "0..1",
      paramLabel = "PLAN",
      description = "The id of the plan; the newest one by default.")
  private Optional<String> plan = Optional.empty();

  CleanupShowCommand(Cleanup cleanup) {
    this.cleanup = cleanup;
  }

  @Override
  public Integer call() throws IOException {
    return cleanup.talk(
        options,
        client ->
            cleanup.print(
                options, ask(client), json -> new PlanText(cleanup.console()).print(json)));
  }

  private ControlAnswer ask(ControlClient client) throws IOException {
    ObjectNode parameters = Cleanup.parameters();
    plan.ifPresent(id -> parameters.put("plan", id));
    domain.ifPresent(name -> parameters.put("domain", name));
    repository.ifPresent(name -> parameters.put("repository", name));
    if (kept) {
      parameters.put("all", true);
    }
    boolean whole = all || repository.isPresent();
    if (whole) {
      parameters.put("limit", PAGE);
    }
    ControlAnswer first = client.look("show", parameters);
    ObjectNode json = first.json();
    for (int page = 1; whole && json.has("cursor"); page++) {
      if (page == MAX_PAGES) {
        throw new IOException("found more than " + MAX_PAGES + " pages");
      }
      parameters.put("plan", json.path("plan").path("id").asText());
      parameters.put("cursor", json.path("cursor").asText());
      ControlAnswer next = client.look("show", parameters);
      if (next.outcome() != ControlAnswer.Outcome.DONE) {
        return next;
      }
      json.remove("cursor");
      if (json.path("rows") instanceof ArrayNode rows) {
        next.json().path("rows").forEach(rows::add);
      }
      if (next.json().has("cursor")) {
        json.set("cursor", next.json().path("cursor"));
      }
    }
    return first;
  }
}
