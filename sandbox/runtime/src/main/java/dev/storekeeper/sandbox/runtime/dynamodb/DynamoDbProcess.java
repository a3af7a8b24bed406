package dev.storekeeper.sandbox.runtime.dynamodb;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One run of DynamoDB Local's process. */
final class DynamoDbProcess {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  private final Process process;
  private final int port;

  private DynamoDbProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts the process and waits until its server listens. */
  static DynamoDbProcess start(Path classPath, Path state, Path archive) throws IOException {
    Path log = state.resolve("dynamodb-local.log");
    Path launcher = state.resolve("dynamodb-local-launcher.jar");
    LauncherJar.write(launcher);
    ProcessBuilder builder =
        new ProcessBuilder(command(classPath, launcher, state.resolve("dynamodb"), archive))
            .redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
    builder.environment().put("DDB_LOCAL_TELEMETRY", "0");
    Process process = builder.start();
    CompletableFuture<Integer> port = new CompletableFuture<>();
    Thread.ofVirtual().name("dynamodb-local-log").start(() -> copyLog(process, log, port));
    try {
      return new DynamoDbProcess(process, port.get(START_LIMIT.toSeconds(), TimeUnit.SECONDS));
    } catch (ExecutionException | TimeoutException e) {
      process.destroyForcibly();
      throw new IOException("DynamoDB Local did not start; its output is in " + log, e);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while DynamoDB Local started", e);
    }
  }

  int port() {
    return port;
  }

  boolean running() {
    return process.isAlive();
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  /** Ends the process, by force if it takes its time. */
  void stop() {
    try {
      process.getOutputStream().close();
      if (process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        return;
      }
    } catch (IOException e) {
      // The pipe is gone when the process is; what is left is to make sure of that.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
  }

  private static List<String> command(Path classPath, Path launcher, Path data, Path archive)
      throws IOException {
    List<Path> jars;
    try (Stream<Path> files = Files.list(classPath)) {
      jars = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
    Path main = jars.stream().filter(DynamoDbLocal::isMain).findFirst().orElseThrow();
    String path =
        Stream.concat(Stream.of(launcher), jars.stream().filter(jar -> !jar.equals(main)))
            .map(jar -> jar.toAbsolutePath().toString())
            .collect(Collectors.joining(File.pathSeparator));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m", "-Xlog:disable"));
    command.add("-XX:+AutoCreateSharedArchive");
    command.add("-XX:SharedArchiveFile=" + archive.toAbsolutePath());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of("-cp", path, DynamoDbLocalMain.class.getName()));
    command.add(main.toAbsolutePath().toString());
    command.addAll(
        List.of("-dbPath", data.toAbsolutePath().toString(), "-sharedDb", "-disableTelemetry"));
    return command;
  }

  private static void copyLog(Process process, Path log, CompletableFuture<Integer> port) {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        BufferedWriter copy =
            Files.newBufferedWriter(
                log,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        copy.write(line);
        copy.newLine();
        copy.flush();
        if (line.startsWith(DynamoDbLocalMain.READY)) {
          port.complete(Integer.parseInt(line.substring(DynamoDbLocalMain.READY.length())));
        }
      }
      port.completeExceptionally(new IOException("the process ended"));
    } catch (IOException e) {
      port.completeExceptionally(e);
    }
  }
}
