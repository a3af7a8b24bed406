package dev.storekeeper.sandbox.runtime.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DynamoDbLocalTest {
  @TempDir Path state;

  /** A sandbox in small: starts DynamoDB Local, tells its process id and port, and waits. */
  static final class Sandbox {
    private Sandbox() {}

    public static void main(String[] arguments) throws Exception {
      DynamoDbLocal local =
          DynamoDbLocal.start(LocalFixture.JARS, Path.of(arguments[0]), LocalFixture.ARCHIVE);
      System.out.println(local.handle().pid() + " " + local.endpoint().getPort());
      Thread.sleep(600_000);
    }
  }

  @Test
  void missingJarsAreToldWithTheCommandThatMakesThem() {
    assertThatThrownBy(() -> DynamoDbLocal.start(state.resolve("lib"), state))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "no DynamoDBLocal jar in %s; make it with: mvn -B process-resources -pl"
                + " sandbox/dynamodb-local",
            state.resolve("lib"));
  }

  @Test
  void jarsThatDoNotStartAreToldWithTheLog() throws IOException {
    Path jars = Files.createDirectories(state.resolve("lib"));
    Files.writeString(jars.resolve("DynamoDBLocal-9.9.jar"), "no jar");

    assertThatThrownBy(() -> DynamoDbLocal.start(jars, state))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("DynamoDB Local did not start")
        .hasMessageContaining("dynamodb-local.log");
  }

  @Test
  void processListensOnLoopbackOnlyAndDiesWithAKilledSandbox() throws Exception {
    Process sandbox =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dstorekeeper.root=" + LocalFixture.ROOT,
                "-cp",
                System.getProperty("java.class.path"),
                Sandbox.class.getName(),
                state.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader output = sandbox.inputReader(StandardCharsets.UTF_8)) {
      List<String> line = List.of(String.valueOf(output.readLine()).split(" ", -1));
      ProcessHandle database = ProcessHandle.of(Long.parseLong(line.getFirst())).orElseThrow();
      int port = Integer.parseInt(line.getLast());
      assertThat(accepts(InetAddress.getLoopbackAddress(), port)).isTrue();
      Optional<InetAddress> other = otherAddress();
      other.ifPresent(address -> assertThat(accepts(address, port)).isFalse());

      sandbox.destroyForcibly();

      database.onExit().get(60, TimeUnit.SECONDS);
      assertThat(database.isAlive()).isFalse();
      Assumptions.assumeTrue(other.isPresent(), "this machine has loopback only");
    } finally {
      sandbox.destroyForcibly();
    }
  }

  private static boolean accepts(InetAddress address, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), 1000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static Optional<InetAddress> otherAddress() throws IOException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
        .findFirst();
  }
}
