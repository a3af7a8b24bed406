package dev.storekeeper.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs real clients with a HOME and a working folder of their own and nothing of the surrounding
 * environment but the path, so that no test touches the user's configuration or account.
 */
final class Command {
  private static final long LIMIT_SECONDS = 120;
  private final Path home;
  private final Map<String, String> environment;

  Command(Path home, Map<String, String> environment) {
    this.home = home;
    this.environment = Map.copyOf(environment);
  }

  /**
   * What a client printed and how it ended.
   *
   * @param exitCode its exit code
   * @param output standard output and standard error, in the order they came
   */
  record Result(int exitCode, String output) {
    /** The output of a client that must have succeeded. */
    String succeeded() {
      assertThat(exitCode).as(output).isZero();
      return output.strip();
    }

    /** The output of a client that must have failed. */
    String failed() {
      assertThat(exitCode).as(output).isNotZero();
      return output.strip();
    }
  }

  Result run(String... command) throws IOException, InterruptedException {
    return run(home, command);
  }

  Result run(Path folder, String... command) throws IOException, InterruptedException {
    Path output = Files.createTempFile(home, "output", ".txt");
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    Map<String, String> surroundings = Map.copyOf(builder.environment());
    builder.environment().clear();
    for (String kept : List.of("PATH", "LANG", "SSL_CERT_FILE", "PIP_CERT")) {
      if (surroundings.containsKey(kept)) {
        builder.environment().put(kept, surroundings.get(kept));
      }
    }
    builder.environment().put("HOME", home.toString());
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    Process process = builder.start();
    process.getOutputStream().close();
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      throw new AssertionError(
          String.join(" ", command) + " did not end in " + LIMIT_SECONDS + " s");
    }
    return new Result(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
  }
}
