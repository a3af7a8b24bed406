package dev.storekeeper.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * DynamoDB Local as a process of its own on a free port of loopback, in memory, telemetry off.
 * Closing it ends the process. Thread-safe.
 */
public final class DynamoDbLocal implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);
  private static final int ATTEMPTS = 3;
  private static final String JARS = "sandbox/dynamodb-local/target/lib";

  private final Process process;
  private final URI uri;
  private final TemplateTables tables;
  private final DynamoDbClient client;

  private DynamoDbLocal(Process process, URI uri, TemplateTables tables) {
    this.process = process;
    this.uri = uri;
    this.tables = tables;
    this.client =
        DynamoDbClient.builder()
            .region(Region.EU_WEST_1)
            .endpointOverride(uri)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .httpClient(UrlConnectionHttpClient.create())
            .build();
  }

  /**
   * Starts one, with the project's root from the system property {@code storekeeper.root}.
   *
   * @param folder where its log is written
   * @throws IllegalStateException if its class path is missing or it does not start in three tries
   *     of a minute
   */
  public static DynamoDbLocal start(Path folder) throws IOException, InterruptedException {
    return start(Path.of(System.getProperty("storekeeper.root")), folder);
  }

  /** The same with the project's root. */
  public static DynamoDbLocal start(Path root, Path folder)
      throws IOException, InterruptedException {
    Path libraries = root.resolve(JARS);
    if (!Files.isDirectory(libraries)) {
      throw new IllegalStateException(
          libraries + " is missing; mvn process-resources -pl sandbox/dynamodb-local makes it");
    }
    TemplateTables tables = TemplateTables.read(root.resolve("template.yaml"));
    Path log = folder.resolve("dynamodb-local.log");
    // It takes no port of its own choice, and the one that was free may be taken by then.
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      int port = freePort();
      Process process = process(libraries, folder, log, port);
      if (answers(process, port)) {
        return new DynamoDbLocal(process, URI.create("http://127.0.0.1:" + port), tables);
      }
      process.destroyForcibly().onExit().join();
    }
    throw new IllegalStateException("DynamoDB Local did not start: " + Files.readString(log));
  }

  private static Process process(Path libraries, Path folder, Path log, int port)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-classpath",
                libraries + "/*",
                "software.amazon.dynamodb.services.local.main.ServerRunner",
                "-inMemory",
                "-disableTelemetry",
                "-port",
                Integer.toString(port))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("DDB_LOCAL_TELEMETRY", "0");
    return builder.start();
  }

  /** Where it answers. */
  public URI uri() {
    return uri;
  }

  /** A client of it. */
  public DynamoDbClient client() {
    return client;
  }

  /**
   * The name of a new, empty table like one of template.yaml.
   *
   * @param logicalId its name in the template
   */
  public String table(String logicalId) {
    String name = logicalId + "-" + UUID.randomUUID();
    client.createTable(tables.request(logicalId, name));
    return name;
  }

  @Override
  public void close() {
    client.close();
    process.destroyForcibly().onExit().join();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Whether it does within a minute; false at once if its process ends. */
  private static boolean answers(Process process, int port) throws InterruptedException {
    long end = System.nanoTime() + START.toNanos();
    while (process.isAlive() && System.nanoTime() < end) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
        return process.isAlive();
      } catch (IOException e) {
        Thread.sleep(50);
      }
    }
    return false;
  }
}
