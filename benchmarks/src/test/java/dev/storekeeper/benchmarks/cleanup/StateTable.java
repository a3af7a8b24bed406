package dev.storekeeper.benchmarks.cleanup;

import static software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType.S;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;

/** Cleanup's table in DynamoDB Local, a process of its own that lasts when workers are killed. */
final class StateTable implements AutoCloseable {
  static final String NAME = "cleanup";
  private static final Duration START = Duration.ofSeconds(60);

  private final Process process;
  private final URI uri;

  private StateTable(Process process, URI uri) {
    this.process = process;
    this.uri = uri;
  }

  /** Starts it and makes the table. */
  static StateTable start(Path root, Path folder) throws IOException, InterruptedException {
    Path libraries = root.resolve("sandbox/dynamodb-local/target/lib");
    if (!Files.isDirectory(libraries)) {
      throw new IllegalStateException(libraries + " is missing; make bench-cleanup makes it");
    }
    int port = freePort();
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
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
            .redirectOutput(folder.resolve("dynamodb-local.log").toFile());
    builder.environment().put("DDB_LOCAL_TELEMETRY", "0");
    StateTable table = new StateTable(builder.start(), URI.create("http://127.0.0.1:" + port));
    boolean ready = false;
    try {
      table.awaitPort(port);
      table.create();
      ready = true;
      return table;
    } finally {
      if (!ready) {
        table.close();
      }
    }
  }

  URI uri() {
    return uri;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private void create() {
    try (DynamoDbClient client =
        DynamoDbClient.builder()
            .region(Region.of(Domains.REGION))
            .endpointOverride(uri)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .httpClient(UrlConnectionHttpClient.create())
            .build()) {
      client.createTable(request ->
          request
              .tableName(NAME)
              .billingMode(BillingMode.PAY_PER_REQUEST)
              .attributeDefinitions(
                  Stream.of("key", "sort", "queue", "due")
                      .map(name ->
                          AttributeDefinition.builder()
                              .attributeName(name)
                              .attributeType(S)
                              .build())
                      .toList())
              .keySchema(element("key", KeyType.HASH), element("sort", KeyType.RANGE))
              .globalSecondaryIndexes(
                  GlobalSecondaryIndex.builder()
                      .indexName("by-due")
                      .keySchema(element("queue", KeyType.HASH), element("due", KeyType.RANGE))
                      .projection(it -> it.projectionType(ProjectionType.KEYS_ONLY))
                      .build()));
    }
  }

  private static KeySchemaElement element(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitPort(int port) throws InterruptedException {
    long end = System.nanoTime() + START.toNanos();
    while (process.isAlive() && System.nanoTime() < end) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
        return;
      } catch (IOException e) {
        Thread.sleep(50);
      }
    }
    throw new IllegalStateException("DynamoDB Local did not start");
  }
}
