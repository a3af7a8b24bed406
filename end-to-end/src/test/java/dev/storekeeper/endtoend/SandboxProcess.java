package dev.storekeeper.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.sandbox.tour.SandboxClient;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The sandbox as a person starts it, in a process of its own that a test may kill. */
final class SandboxProcess implements AutoCloseable {
  static final String REGION = "eu-west-1";
  private static final Duration EXIT = Duration.ofMinutes(2);

  /** Signal 2 in the masks of proc(5). */
  private static final long SIGINT_BIT = 1 << 1;

  private final Process process;
  private final Path output;
  private final int port;
  private final SandboxClient client;

  private SandboxProcess(Process process, Path output, int port) {
    this.process = process;
    this.output = output;
    this.port = port;
    this.client = new SandboxClient(URI.create("http://127.0.0.1:" + port), REGION);
  }

  static SandboxProcess start(Path state, String... arguments) throws IOException {
    return start(state, freePort(), freePort(), arguments);
  }

  static SandboxProcess start(Path state, int port, int apiPort, String... arguments)
      throws IOException {
    List<String> command =
        Stream.concat(
                Stream.of(RunningSandbox.ROOT.resolve("scripts/sandbox").toString()),
                Stream.of(arguments))
            .toList();
    Path output = Files.createTempFile("sandbox", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().put("STOREKEEPER_PORT", Integer.toString(port));
    builder.environment().put("STOREKEEPER_API_PORT", Integer.toString(apiPort));
    builder.environment().put("STOREKEEPER_STATE", state.toString());
    Process process = builder.start();
    process.getOutputStream().close();
    return new SandboxProcess(process, output, port);
  }

  /** Waits until everything serves. */
  void awaitHealthy() throws Exception {
    RunningSandbox.await(
        "the sandbox is healthy", Duration.ofMinutes(3), () -> healthy() || !process.isAlive());
    if (!process.isAlive()) {
      throw new AssertionError("the sandbox ended: " + output());
    }
  }

  private boolean healthy() throws InterruptedException {
    try {
      JsonNode health = client.control("/_sandbox/health");
      return health.path("status").asText().equals("ok");
    } catch (IOException e) {
      return false;
    }
  }

  SandboxClient client() {
    return client;
  }

  int port() {
    return port;
  }

  String output() throws IOException {
    return Files.readString(output, StandardCharsets.UTF_8);
  }

  /** All processes that this sandbox started, itself included. */
  List<ProcessHandle> family() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
  }

  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /**
   * Ends it as Ctrl-C does, and says its exit code. What a shell started in its background ignores
   * interrupts, and so do all its children; there it is ended as {@code kill} does.
   */
  int interrupt() throws IOException, InterruptedException {
    String signal = ignoresInterrupts() ? "-TERM" : "-INT";
    new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor();
    if (!process.waitFor(EXIT.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("the sandbox does not end on kill " + signal);
    }
    return process.exitValue();
  }

  private boolean ignoresInterrupts() throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    if (!Files.exists(status)) {
      return false;
    }
    String ignored =
        Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .findFirst()
            .orElseThrow()
            .substring("SigIgn:".length())
            .strip();
    return (Long.parseUnsignedLong(ignored, 16) & SIGINT_BIT) != 0;
  }

  int awaitExit() throws InterruptedException {
    if (!process.waitFor(EXIT.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("the sandbox does not end");
    }
    return process.exitValue();
  }

  @Override
  public void close() throws IOException {
    client.close();
    List<ProcessHandle> family = family();
    kill();
    family.forEach(ProcessHandle::destroyForcibly);
    Files.deleteIfExists(output);
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
