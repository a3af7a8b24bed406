package dev.storekeeper.codeartifact.pace;

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
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** DynamoDB Local as a process of its own, in memory, with tables for the pace. */
final class DynamoDbLocal {
  private static final Duration START = Duration.ofSeconds(60);

  private final Process process;
  private final DynamoDbClient client;

  private DynamoDbLocal(Process process, int port) {
    this.process = process;
    this.client =
        DynamoDbClient.builder()
            .region(Region.EU_WEST_1)
            .endpointOverride(URI.create("http://127.0.0.1:" + port))
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .httpClient(UrlConnectionHttpClient.create())
            .build();
  }

  static DynamoDbLocal start(Path folder) throws IOException, InterruptedException {
    Path libraries =
        Path.of(System.getProperty("storekeeper.root"), "sandbox/dynamodb-local/target/lib");
    if (!Files.isDirectory(libraries)) {
      throw new IllegalStateException(
          libraries + " is missing; mvn process-resources -pl sandbox/dynamodb-local makes it");
    }
    int port = freePort();
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
            .redirectOutput(folder.resolve("dynamodb-local.log").toFile());
    builder.environment().put("DDB_LOCAL_TELEMETRY", "0");
    Process process = builder.start();
    awaitPort(process, port, folder);
    return new DynamoDbLocal(process, port);
  }

  DynamoDbClient client() {
    return client;
  }

  /** A new, empty table with the keys of the cleanup's table. */
  String table() {
    String name = "cleanup-" + UUID.randomUUID();
    client.createTable(request ->
        request
            .tableName(name)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(text("key"), text("sort"))
            .keySchema(key("key", KeyType.HASH), key("sort", KeyType.RANGE)));
    return name;
  }

  private static AttributeDefinition text(String attribute) {
    return AttributeDefinition.builder()
        .attributeName(attribute)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static KeySchemaElement key(String attribute, KeyType type) {
    return KeySchemaElement.builder().attributeName(attribute).keyType(type).build();
  }

  void stop() throws InterruptedException {
    client.close();
    process.destroy();
    if (!process.waitFor(5, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void awaitPort(Process process, int port, Path folder)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + START.toNanos();
    while (process.isAlive() && System.nanoTime() < end) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
        return;
      } catch (IOException e) {
        Thread.sleep(50);
      }
    }
    process.destroyForcibly();
    throw new IllegalStateException(
        "DynamoDB Local did not start: " + Files.readString(folder.resolve("dynamodb-local.log")));
  }
}
