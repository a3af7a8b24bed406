package dev.storekeeper.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * {@code storekeeper cleanup} as a person runs it.
 *
 * @param shell the person's shell
 */
record CleanupCommands(Command shell) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Those of a person with these variables, for the stack of a sandbox. */
  static CleanupCommands of(RunningSandbox sandbox, Path home, Map<String, String> more)
      throws IOException {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("STOREKEEPER_CLEANUP_FUNCTION", sandbox.physicalName("CleanupControlFunction"));
    return new CleanupCommands(sandbox.commands(home, environment));
  }

  /** The output of a command that must succeed. */
  String run(String... arguments) throws IOException, InterruptedException {
    return result(arguments).succeeded();
  }

  Command.Result result(String... arguments) throws IOException, InterruptedException {
    return shell.run(
        Stream.concat(
                Stream.of(RunningSandbox.ROOT.resolve("scripts/storekeeper").toString(), "cleanup"),
                Stream.of(arguments))
            .toArray(String[]::new));
  }

  /** The newest plan. */
  JsonNode plan() throws IOException, InterruptedException {
    return JSON.readTree(run("show", "--json")).path("plan");
  }
}
