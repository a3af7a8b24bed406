package dev.storekeeper.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What `make run` starts, as a person meets it. */
class RunCommandTest {
  @TempDir private Path folder;

  @Test
  void theTourShowsRecordAndMessageAndAnInterruptStopsEverything() throws Exception {
    List<ProcessHandle> family;
    try (SandboxProcess sandbox = SandboxProcess.start(folder)) {
      sandbox.awaitHealthy();
      RunningSandbox.await(
          "the tour ends", () -> sandbox.output().contains("Press Ctrl-C to stop"));
      assertThat(sandbox.output())
          .contains("Ledger record", "package-version.published", "INTERNAL")
          .contains("Message to people", "Subject:")
          .contains("installed    storekeeper-hello with pip")
          .contains("invalid_scope", "What the job is told")
          .contains("aws codeartifact login --tool pip")
          .doesNotContain("Exception");
      family = sandbox.family();
      assertThat(family).as("sandbox, DynamoDB Local and functions").hasSizeGreaterThan(3);
      sandbox.interrupt();
    }
    RunningSandbox.await(
        "nothing outlives the sandbox", () -> family.stream().noneMatch(ProcessHandle::isAlive));
  }

  @Test
  void aTakenPortIsOneClearLine() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        SandboxProcess sandbox =
            SandboxProcess.start(folder, taken.getLocalPort(), SandboxProcess.freePort())) {
      assertThat(sandbox.awaitExit()).isNotZero();
      assertThat(lastLine(sandbox))
          .contains("port " + taken.getLocalPort())
          .contains("STOREKEEPER_PORT");
      assertThat(sandbox.output()).doesNotContain("\tat ");
    }
  }

  @Test
  void aWrongSettingIsOneClearLine() throws Exception {
    try (SandboxProcess sandbox = SandboxProcess.start(folder, "--no-such-option")) {
      assertThat(sandbox.awaitExit()).isNotZero();
      assertThat(lastLine(sandbox)).contains("--no-such-option").contains("--help");
    }
  }

  private static String lastLine(SandboxProcess sandbox) throws IOException {
    return sandbox.output().lines().toList().getLast();
  }
}
