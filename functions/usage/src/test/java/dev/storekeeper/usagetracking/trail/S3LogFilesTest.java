package dev.storekeeper.usagetracking.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

class S3LogFilesTest {
  private HttpServer server;
  private S3Client s3;
  private LogFiles files;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/trail-bucket/there",
        exchange -> {
          byte[] bytes = "content".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    answer("/trail-bucket/missing", 404, "NoSuchKey");
    answer("/trail-bucket/denied", 403, "AccessDenied");
    answer("/other-bucket/any", 404, "NoSuchBucket");
    server.start();
    s3 =
        S3Client.builder()
            .region(Region.EU_WEST_1)
            .endpointOverride(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .httpClient(UrlConnectionHttpClient.create())
            .build();
    files = new S3LogFiles(s3, "trail-bucket");
  }

  @AfterEach
  void stop() {
    s3.close();
    server.stop(0);
  }

  @Test
  void aFileIsReadAndOneThatIsMissingIsAbsent() throws IOException {
    try (InputStream in = files.open("there").orElseThrow()) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("content");
    }
    assertThat(files.open("missing")).isEmpty();
  }

  @Test
  void whatIsDeniedIsNotMissing() {
    assertThatThrownBy(() -> files.open("denied"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("denied");
    assertThatThrownBy(() -> new S3LogFiles(s3, "other-bucket").open("any"))
        .isInstanceOf(IOException.class);
  }

  private void answer(String path, int status, String code) {
    server.createContext(
        path,
        exchange -> {
          byte[] body =
              "<Error><Code>%s</Code><Message>no</Message></Error>"
                  .formatted(code)
                  .getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/xml");
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }
}
