package dev.storekeeper.sandbox.runtime.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OrphanTest {
  @TempDir Path folder;

  /** A sandbox of its own process, which tells the ids of a busy and an idle function. */
  static final class Sandbox {
    public static void main(String[] arguments) throws InterruptedException {
      try (TestStack stack = new TestStack(Path.of(arguments[0]))) {
        LambdaFunctions functions =
            stack
                .function("idle", "Commanded", "{}")
                .function("busy", "Sleeper", "{\"Timeout\":60}")
                .functions();
        functions.invoke(TestStack.arn("idle"), "test", "\"pid\"".getBytes(StandardCharsets.UTF_8));
        functions.invokeAsync(TestStack.arn("busy"), "test", new byte[] {'1'});
        TestStack.await(() -> stack.lines("busy").contains("sleeping"));
        functions.states().forEach(state -> System.out.println(state.processes().getFirst()));
        new CountDownLatch(1).await();
      }
    }
  }

  @Test
  void killOfTheSandboxEndsItsFunctions() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Sandbox.class.getName(),
            folder.toString());
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    Process sandbox = builder.start();
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(sandbox.getInputStream(), StandardCharsets.UTF_8))) {
      ProcessHandle idle = process(output.readLine());
      ProcessHandle busy = process(output.readLine());
      assertThat(idle.isAlive()).isTrue();
      assertThat(busy.isAlive()).isTrue();
      sandbox.destroyForcibly();
      TestStack.await(() -> !idle.isAlive() && !busy.isAlive());
    } finally {
      sandbox.destroyForcibly();
    }
  }

  private static ProcessHandle process(@org.jspecify.annotations.Nullable String line) {
    assertThat(line).as("the sandbox's output").isNotNull();
    return ProcessHandle.of(Long.parseLong(String.valueOf(line))).orElseThrow();
  }
}
