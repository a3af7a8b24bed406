package dev.storekeeper.cleanup.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.storekeeper.cleanup.Loopback;
import dev.storekeeper.cleanup.Loopback.Reply;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

class S3BucketTest {
  private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);
  private static final String SHA256 = Sha256.hex(CONTENT);

  private Loopback server;
  private S3Client s3;
  private S3Presigner presigner;
  private S3Bucket bucket;

  @BeforeEach
  void start() throws IOException {
    server = new Loopback();
    StaticCredentialsProvider credentials =
        StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));
    S3Configuration paths = S3Configuration.builder().pathStyleAccessEnabled(true).build();
    s3 =
        S3Client.builder()
            .endpointOverride(server.uri())
            .region(Region.EU_WEST_1)
            .credentialsProvider(credentials)
            .serviceConfiguration(paths)
            .httpClient(UrlConnectionHttpClient.create())
            .overrideConfiguration(it -> it.retryStrategy(AwsRetryStrategy.doNotRetry()))
            .build();
    presigner =
        S3Presigner.builder()
            .endpointOverride(server.uri())
            .region(Region.EU_WEST_1)
            .credentialsProvider(credentials)
            .serviceConfiguration(paths)
            .build();
    bucket = new S3Bucket(s3, presigner, "cleanup");
  }

  @AfterEach
  void stop() {
    s3.close();
    presigner.close();
    server.close();
  }

  @Test
  void whatIsWrittenCarriesItsHash(@TempDir Path folder) throws IOException {
    server.reply(_ -> new Reply(200, Map.of("ETag", "\"e\""), ""));
    Path file = Files.write(folder.resolve("file"), CONTENT);

    Bucket.Stored stored = new Bucket.Stored(7, SHA256, "\"e\"");
    assertThat(bucket.put("a/b", CONTENT, "text/plain")).isEqualTo(stored);
    assertThat(bucket.put("a/b", file, "text/plain")).isEqualTo(stored);
    assertThat(bucket.putIfAbsent("a/b", new ByteArrayInputStream(CONTENT), 7, SHA256))
        .isEqualTo(stored);

    assertThat(server.requests())
        .hasSize(3)
        .allMatch(request ->
            request.toString().startsWith("PUT /cleanup/a/b")
                && request.header("x-amz-checksum-sha256").equals(Sha256.base64(SHA256))
                && request.text().contains("content"));
    assertThat(server.requests())
        .extracting(request -> request.header("if-none-match"))
        .containsExactly("", "", "*");
    assertThat(server.requests().getFirst().header("content-type")).isEqualTo("text/plain");
  }

  @Test
  void whatIsThereWithTheSameHashIsASuccess() throws IOException {
    server.reply(request -> request.method().equals("PUT") ? precondition() : head(SHA256, 7));

    assertThat(bucket.putIfAbsent("key", new ByteArrayInputStream(CONTENT), 7, SHA256))
        .isEqualTo(new Bucket.Stored(7, SHA256, "\"there\""));
  }

  @Test
  void whatIsThereWithAnotherHashIsAFailure() {
    String other = "ab".repeat(32);
    server.reply(request -> request.method().equals("PUT") ? precondition() : head(other, 7));

    assertThatThrownBy(
            () -> bucket.putIfAbsent("key", new ByteArrayInputStream(CONTENT), 7, SHA256))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "s3://cleanup/key: found 7 bytes with SHA-256 %s, expected 7 bytes with %s"
                .formatted(other, SHA256));
  }

  @Test
  void aHeadTellsHashSizeAndEtag() throws IOException {
    server.reply(_ -> head(SHA256, 7));

    assertThat(bucket.head("key")).contains(new Bucket.Stored(7, SHA256, "\"there\""));
    assertThat(server.requests().getFirst().header("x-amz-checksum-mode")).isEqualTo("ENABLED");
  }

  @Test
  void whatIsNotThereIsAbsentAndWhatIsDeniedIsNot() throws IOException {
    server.reply(_ -> new Reply(404, Map.of(), ""));
    assertThat(bucket.head("key")).isEmpty();
    server.reply(_ -> new Reply(403, Map.of(), ""));
    assertThatThrownBy(() -> bucket.head("key")).isInstanceOf(IOException.class);
  }

  @Test
  void anObjectWithoutAHashOfItsContentIsAFailure() {
    server.reply(_ -> new Reply(200, Map.of("Content-Length", "7"), ""));
    assertThatThrownBy(() -> bucket.head("key")).hasMessageContaining("S3 knows no SHA-256 of it");
    server.reply(_ ->
        new Reply(
            200,
            Map.of("Content-Length", "7", "x-amz-checksum-sha256", Sha256.base64(SHA256) + "-3"),
            ""));
    assertThatThrownBy(() -> bucket.head("key"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("expected Base64 of a SHA-256");
  }

  @Test
  void anObjectIsOpenedIfItIsStillTheSame() throws IOException {
    server.reply(request ->
        request.header("if-match").equals("\"old\"")
            ? precondition()
            : new Reply(200, Map.of(), "content"));

    try (InputStream in = bucket.open("key", "\"now\"")) {
      assertThat(in.readAllBytes()).isEqualTo(CONTENT);
    }
    assertThatThrownBy(() -> bucket.open("key", "\"old\""))
        .isInstanceOf(IOException.class)
        .hasMessage("s3://cleanup/key is not what it was: expected ETag \"old\"");
  }

  @Test
  void keysAreListedFromAKeyOn() throws IOException {
    server.reply(request ->
        request.uri().contains("start-after=p%2Fb")
            ? list("<IsTruncated>false</IsTruncated><Contents><Key>p/c</Key></Contents>")
            : list(
                "<IsTruncated>true</IsTruncated><NextContinuationToken>t</NextContinuationToken>"
                    + "<Contents><Key>p/a</Key></Contents><Contents><Key>p/b</Key></Contents>"));

    assertThat(bucket.list("p/", Optional.empty())).containsExactly("p/a", "p/b");
    assertThat(bucket.list("p/", Optional.of("p/b"))).containsExactly("p/c");
  }

  @Test
  void aLinkHoldsForAWeek() {
    assertThat(bucket.link("a b"))
        .startsWith(server.uri() + "/cleanup/a%20b?")
        .contains("X-Amz-Expires=604800");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void everyFailureIsAnIoException() {
    server.close();

    assertThatThrownBy(() -> bucket.put("key", CONTENT, "text/plain"))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> bucket.open("key")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> bucket.list("key", Optional.empty())).isInstanceOf(IOException.class);
  }

  private static Reply precondition() {
    return new Reply(
        412,
        Map.of("Content-Type", "application/xml"),
        "<Error><Code>PreconditionFailed</Code><Message>no</Message></Error>");
  }

  private static Reply head(String sha256, int size) {
    Map<String, String> headers = new TreeMap<>();
    headers.put("ETag", "\"there\"");
    headers.put("Content-Length", Integer.toString(size));
    headers.put("x-amz-checksum-sha256", Sha256.base64(sha256));
    return new Reply(200, headers, "");
  }

  private static Reply list(String content) {
    return new Reply(
        200,
        Map.of("Content-Type", "application/xml"),
        "<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
            + content
            + "</ListBucketResult>");
  }
}
