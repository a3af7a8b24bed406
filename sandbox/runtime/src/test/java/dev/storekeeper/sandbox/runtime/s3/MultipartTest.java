package dev.storekeeper.sandbox.runtime.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** Multipart uploads, by the AWS SDK. */
final class MultipartTest {
  private static final int PART = 5 << 20;

  @TempDir private Path folder;
  private S3Fixture fixture;
  private S3Client s3;

  @BeforeEach
  void start() {
    fixture = new S3Fixture(folder);
    s3 = fixture.client();
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @ParameterizedTest
  @CsvSource({
    "CRC32, COMPOSITE",
    "CRC32, FULL_OBJECT",
    "SHA256, COMPOSITE",
  })
  void partsBecomeOneObject(ChecksumAlgorithm algorithm, ChecksumType type) {
    byte[] content = new byte[PART + 1000];
    new Random(3).nextBytes(content);
    String upload =
        s3.createMultipartUpload(r ->
                r.bucket(S3Fixture.VERSIONED)
                    .key("big")
                    .checksumAlgorithm(algorithm)
                    .checksumType(type)
                    .contentType("text/plain"))
            .uploadId();
    List<CompletedPart> parts =
        List.of(
            part(upload, 2, Arrays.copyOfRange(content, 0, PART), algorithm),
            part(upload, 9, Arrays.copyOfRange(content, PART, content.length), algorithm));
    assertThat(s3.listParts(r -> r.bucket(S3Fixture.VERSIONED).key("big").uploadId(upload)).parts())
        .extracting(Part::partNumber)
        .containsExactly(2, 9);
    s3.completeMultipartUpload(r ->
        r.bucket(S3Fixture.VERSIONED)
            .key("big")
            .uploadId(upload)
            .multipartUpload(m -> m.parts(parts)));

    ResponseBytes<GetObjectResponse> got =
        s3.getObjectAsBytes(
            r -> r.bucket(S3Fixture.VERSIONED).key("big").checksumMode(ChecksumMode.ENABLED));
    assertThat(got.asByteArray()).isEqualTo(content);
    assertThat(got.response().eTag()).endsWith("-2\"");
    assertThat(got.response().contentType()).isEqualTo("text/plain");
    assertThat(got.response().checksumType()).isEqualTo(type);
    assertThat(s3.listMultipartUploads(r -> r.bucket(S3Fixture.VERSIONED)).uploads()).isEmpty();
    assertThat(fixture.events).hasSize(1);
    assertThat(fixture.events.getFirst().at("/detail/reason").asText())
        .isEqualTo("CompleteMultipartUpload");
  }

  @Test
  void partPutAgainReplacesTheFirstOne() {
    String upload = create("k");
    var _ = part(upload, 1, "first".getBytes(UTF_8), ChecksumAlgorithm.CRC32, "k");
    CompletedPart second = part(upload, 1, "second".getBytes(UTF_8), ChecksumAlgorithm.CRC32, "k");
    complete("k", upload, List.of(second));

    assertThat(s3.getObjectAsBytes(r -> r.bucket(S3Fixture.VERSIONED).key("k")).asUtf8String())
        .isEqualTo("second");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "order   | InvalidPartOrder",
        "etag    | InvalidPart",
        "unknown | InvalidPart",
        "small   | EntityTooSmall",
        "none    | MalformedXML",
      })
  void wrongListOfPartsIsRefused(String what, String code) {
    String upload = create("k");
    List<CompletedPart> parts = new ArrayList<>();
    if (!what.equals("none")) {
      parts.add(part(upload, 1, new byte[10], ChecksumAlgorithm.CRC32, "k"));
      parts.add(part(upload, 2, new byte[10], ChecksumAlgorithm.CRC32, "k"));
    }
    switch (what) {
      case "order" -> parts.addFirst(parts.removeLast());
      case "etag" -> parts.set(0, parts.getFirst().toBuilder().eTag("\"00\"").build());
      case "unknown" -> parts.set(1, parts.getLast().toBuilder().partNumber(7).build());
      default -> {}
    }
    assertThatThrownBy(() -> complete("k", upload, parts))
        .isInstanceOfSatisfying(
            S3Exception.class, e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
    assertThat(s3.listMultipartUploads(r -> r.bucket(S3Fixture.VERSIONED)).uploads()).hasSize(1);
  }

  @Test
  void abortedUploadIsGone() {
    String upload = create("k");
    CompletedPart part = part(upload, 1, new byte[10], ChecksumAlgorithm.CRC32, "k");
    s3.abortMultipartUpload(r -> r.bucket(S3Fixture.VERSIONED).key("k").uploadId(upload));

    assertThatThrownBy(() -> complete("k", upload, List.of(part)))
        .hasMessageContaining("upload does not exist");
    assertThat(folder.resolve("data")).isDirectoryNotContaining("regex:.*/[0-9a-f-]{36}");
  }

  @Test
  void completionHasTheConditionsOfAWrite() {
    s3.putObject(r -> r.bucket(S3Fixture.VERSIONED).key("k"), RequestBody.fromString("there"));
    String upload = create("k");
    CompletedPart part = part(upload, 1, new byte[10], ChecksumAlgorithm.CRC32, "k");

    assertThat(
            ObjectsTest.status(() ->
                s3.completeMultipartUpload(r ->
                    r.bucket(S3Fixture.VERSIONED)
                        .key("k")
                        .uploadId(upload)
                        .ifNoneMatch("*")
                        .multipartUpload(m -> m.parts(part)))))
        .isEqualTo(412);
  }

  private String create(String key) {
    return s3.createMultipartUpload(
            r -> r.bucket(S3Fixture.VERSIONED).key(key).checksumAlgorithm(ChecksumAlgorithm.CRC32))
        .uploadId();
  }

  private CompletedPart part(
      String upload, int number, byte[] content, ChecksumAlgorithm algorithm) {
    return part(upload, number, content, algorithm, "big");
  }

  private CompletedPart part(
      String upload, int number, byte[] content, ChecksumAlgorithm algorithm, String key) {
    UploadPartResponse part =
        s3.uploadPart(
            r ->
                r.bucket(S3Fixture.VERSIONED)
                    .key(key)
                    .uploadId(upload)
                    .partNumber(number)
                    .checksumAlgorithm(algorithm),
            RequestBody.fromBytes(content));
    return CompletedPart.builder()
        .partNumber(number)
        .eTag(part.eTag())
        .checksumCRC32(part.checksumCRC32())
        .checksumSHA256(part.checksumSHA256())
        .build();
  }

  private void complete(String key, String upload, List<CompletedPart> parts) {
    s3.completeMultipartUpload(r ->
        r.bucket(S3Fixture.VERSIONED)
            .key(key)
            .uploadId(upload)
            .multipartUpload(m -> m.parts(parts)));
  }
}
