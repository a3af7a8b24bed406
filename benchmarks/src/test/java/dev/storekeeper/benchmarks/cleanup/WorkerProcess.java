package dev.storekeeper.benchmarks.cleanup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A {@link Worker} as a process of its own, which can be killed. */
final class WorkerProcess {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final BufferedWriter in;
  private final BlockingQueue<JsonNode> lines = new LinkedBlockingQueue<>();
  private final Thread reader;

  private WorkerProcess(Process process) {
    this.process = process;
    this.in = process.outputWriter(StandardCharsets.UTF_8);
    this.reader = Thread.ofVirtual().start(this::read);
  }

  static WorkerProcess start(Site site, Duration ahead) throws IOException {
    Parameters parameters = site.parameters();
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + parameters.heap(),
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-classpath",
                System.getProperty("java.class.path"),
                Worker.class.getName(),
                site.bucketFolder().toString(),
                parameters.share(),
                Integer.toString(parameters.workers()),
                Long.toString(parameters.invocation().toSeconds()),
                Long.toString(ahead.toSeconds()))
            .redirectError(ProcessBuilder.Redirect.appendTo(site.workerLog().toFile()));
    builder.environment().put("AWS_REGION", Domains.REGION);
    builder.environment().put("AWS_ACCESS_KEY_ID", "test");
    builder.environment().put("AWS_SECRET_ACCESS_KEY", "test");
    builder.environment().put("AWS_ENDPOINT_URL_CODEARTIFACT", site.codeArtifact().toString());
    builder.environment().put("AWS_ENDPOINT_URL_DYNAMODB", site.dynamoDb().toString());
    builder.environment().put(Worker.TABLE, site.table());
    return new WorkerProcess(builder.start());
  }

  private void read() {
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (line.startsWith("{") && line.endsWith("}")) {
          lines.add(JSON.readTree(line));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void send(ObjectNode message) throws IOException {
    in.write(message + "\n");
    in.flush();
  }

  /** The next line; null if there is none for a while. */
  @Nullable JsonNode next(Duration patience) throws InterruptedException {
    JsonNode line = lines.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    if (line == null && !process.isAlive() && lines.isEmpty()) {
      throw new IllegalStateException(
          "the scanning process ended with exit code " + process.exitValue());
    }
    return line;
  }

  /** Ends it as {@code kill -9} does. What it printed before can still be read. */
  void kill() throws InterruptedException {
    // The process itself would close what it has printed.
    process.toHandle().destroyForcibly();
    process.waitFor();
    reader.join();
  }

  /** What it printed and nobody read. */
  @Nullable JsonNode left() {
    return lines.poll();
  }
}
