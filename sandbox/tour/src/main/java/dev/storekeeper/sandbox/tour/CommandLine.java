package dev.storekeeper.sandbox.tour;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * {@code storekeeper cleanup} as a person runs it, against the sandbox.
 *
 * @param endpoint where the sandbox is
 * @param region its region
 * @param function the name of the function that it talks to
 */
record CommandLine(URI endpoint, String region, String function) {
  private static final int LIMIT_SECONDS = 120;

  /**
   * Runs a command and gives what it printed.
   *
   * @throws IOException if it fails, with what it printed
   */
  List<String> run(List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("scripts/storekeeper", "cleanup"));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(variable -> variable.startsWith("AWS_"));
    environment.put("AWS_ENDPOINT_URL", endpoint.toString());
    environment.put("AWS_REGION", region);
    environment.put("AWS_ACCESS_KEY_ID", "sandbox");
    environment.put("AWS_SECRET_ACCESS_KEY", "sandbox");
    environment.put("STOREKEEPER_CLEANUP_FUNCTION", function);
    environment.put("NO_COLOR", "1");
    Process process = builder.start();
    process.getOutputStream().close();
    List<String> lines =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException(shown(arguments) + " did not end in " + LIMIT_SECONDS + " s");
    }
    if (process.exitValue() != 0) {
      throw new IOException(shown(arguments) + " failed: " + String.join("\n", lines));
    }
    return lines;
  }

  /** The command as a person types it. */
  static String shown(List<String> arguments) {
    return Path.of("scripts", "storekeeper") + " cleanup " + String.join(" ", arguments);
  }
}
