package dev.storekeeper.sandbox.runtime.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Objects, by the AWS SDK. */
final class ObjectsTest {
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
  @EnumSource(
      value = ChecksumAlgorithm.class,
      names = {"CRC32", "SHA1", "SHA256"})
  void objectComesBackAsItWasPutWithEachChecksum(ChecksumAlgorithm algorithm) {
    byte[] content = new byte[300_000];
    new Random(7).nextBytes(content);
    PutObjectResponse put =
        s3.putObject(
            request ->
                request
                    .bucket(S3Fixture.PLAIN)
                    .key("a/ö +%&.bin")
                    .checksumAlgorithm(algorithm)
                    .contentType("application/zip")
                    .contentDisposition("attachment")
                    .metadata(Map.of("origin", "test")),
            RequestBody.fromBytes(content));
    ResponseBytes<GetObjectResponse> got =
        s3.getObjectAsBytes(request ->
            request.bucket(S3Fixture.PLAIN).key("a/ö +%&.bin").checksumMode(ChecksumMode.ENABLED));

    assertThat(got.asByteArray()).isEqualTo(content);
    assertThat(got.response().eTag()).isEqualTo(put.eTag()).hasSize(34);
    assertThat(got.response().contentType()).isEqualTo("application/zip");
    assertThat(got.response().contentDisposition()).isEqualTo("attachment");
    assertThat(got.response().contentEncoding()).isNull();
    assertThat(got.response().metadata()).containsExactly(Map.entry("origin", "test"));
    assertThat(got.response().versionId()).isNull();
    assertThat(got.response().checksumTypeAsString()).isEqualTo("FULL_OBJECT");
    assertThat(
            switch (algorithm) {
              case CRC32 -> got.response().checksumCRC32();
              case SHA1 -> got.response().checksumSHA1();
              default -> got.response().checksumSHA256();
            })
        .isNotEmpty();
  }

  @Test
  void emptyObjectIsAnObject() {
    put(S3Fixture.PLAIN, "empty", "");
    HeadObjectResponse head = s3.headObject(r -> r.bucket(S3Fixture.PLAIN).key("empty"));

    assertThat(head.contentLength()).isZero();
    assertThat(head.eTag()).isEqualTo("\"d41d8cd98f00b204e9800998ecf8427e\"");
    assertThat(get(S3Fixture.PLAIN, "empty")).isEmpty();
  }

  @Test
  void deletedObjectOfAVersionedBucketIsHiddenAndItsVersionsStay() {
    String first = put(S3Fixture.VERSIONED, "k", "one").versionId();
    String second = put(S3Fixture.VERSIONED, "k", "two").versionId();
    DeleteObjectResponse deleted = s3.deleteObject(r -> r.bucket(S3Fixture.VERSIONED).key("k"));

    assertThat(first).isNotEqualTo(second).hasSize(32);
    assertThat(deleted.deleteMarker()).isTrue();
    assertThatThrownBy(() -> get(S3Fixture.VERSIONED, "k"))
        .isInstanceOf(NoSuchKeyException.class)
        .satisfies(e ->
            assertThat(
                    ((S3Exception) e)
                        .awsErrorDetails()
                        .sdkHttpResponse()
                        .firstMatchingHeader("x-amz-delete-marker"))
                .hasValue("true"));
    assertThat(getVersion("k", first)).isEqualTo("one");
    assertThat(getVersion("k", second)).isEqualTo("two");

    s3.deleteObject(r -> r.bucket(S3Fixture.VERSIONED).key("k").versionId(deleted.versionId()));
    assertThat(get(S3Fixture.VERSIONED, "k")).isEqualTo("two");
    s3.deleteObject(r -> r.bucket(S3Fixture.VERSIONED).key("k").versionId(second));
    assertThat(get(S3Fixture.VERSIONED, "k")).isEqualTo("one");
    assertThatThrownBy(() -> getVersion("k", second)).hasMessageContaining("version");
  }

  @Test
  void plainBucketKeepsNothingOfWhatIsReplacedOrDeleted() {
    put(S3Fixture.PLAIN, "k", "one");
    put(S3Fixture.PLAIN, "k", "two");
    assertThat(get(S3Fixture.PLAIN, "k")).isEqualTo("two");
    s3.deleteObject(r -> r.bucket(S3Fixture.PLAIN).key("k"));

    assertThatThrownBy(() -> get(S3Fixture.PLAIN, "k")).isInstanceOf(NoSuchKeyException.class);
    assertThat(s3.listObjectVersions(r -> r.bucket(S3Fixture.PLAIN)).versions()).isEmpty();
    assertThat(folder.resolve("data")).isDirectoryNotContaining("regex:.*/[0-9a-f-]{36}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // what is there | condition | value | status
        "nothing | none-match | *     | 200",
        "object  | none-match | *     | 412",
        "marker  | none-match | *     | 200",
        "nothing | match      | etag  | 404",
        "object  | match      | etag  | 200",
        "object  | match      | other | 412",
        "marker  | match      | etag  | 404",
      })
  void writeHasConditions(String there, String condition, String value, int status) {
    String etag = "\"none\"";
    if (!there.equals("nothing")) {
      etag = put(S3Fixture.VERSIONED, "k", "one").eTag();
    }
    if (there.equals("marker")) {
      s3.deleteObject(r -> r.bucket(S3Fixture.VERSIONED).key("k"));
    }
    String wanted = value.equals("etag") ? etag : value.equals("other") ? "\"00\"" : value;

    assertThat(
            status(() ->
                s3.putObject(
                    r -> {
                      r.bucket(S3Fixture.VERSIONED).key("k");
                      if (condition.equals("match")) {
                        r.ifMatch(wanted);
                      } else {
                        r.ifNoneMatch(wanted);
                      }
                    },
                    RequestBody.fromString("new"))))
        .isEqualTo(status);
  }

  @Test
  void ofManyWritersThatWantToBeFirstOneIs() {
    long written =
        IntStream.range(0, 8)
            .mapToObj(number ->
                CompletableFuture.supplyAsync(() ->
                    status(() ->
                        s3.putObject(
                            r -> r.bucket(S3Fixture.PLAIN).key("lock").ifNoneMatch("*"),
                            RequestBody.fromString("writer " + number)))))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .filter(status -> status == 200)
            .count();

    assertThat(written).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bytes=0-3  | 206 | 0123       | bytes 0-3/10",
        "bytes=4-   | 206 | 456789     | bytes 4-9/10",
        "bytes=-3   | 206 | 789        | bytes 7-9/10",
        "bytes=-30  | 206 | 0123456789 | bytes 0-9/10",
        "bytes=8-99 | 206 | 89         | bytes 8-9/10",
        "bytes=10-  | 416 |            |",
        "bytes=-0   | 416 |            |",
        "bytes=3-1  | 200 | 0123456789 |",
        "lines=0-3  | 200 | 0123456789 |",
      })
  void rangeIsAPart(String range, int status, String content, String contentRange) {
    put(S3Fixture.PLAIN, "digits", "0123456789");
    if (status == 416) {
      assertThat(status(() -> ranged(range))).isEqualTo(416);
      return;
    }
    ResponseBytes<GetObjectResponse> got = ranged(range);
    assertThat(got.asUtf8String()).isEqualTo(content);
    assertThat(got.response().contentRange()).isEqualTo(contentRange);
    assertThat(got.response().sdkHttpResponse().statusCode()).isEqualTo(status);
  }

  @Test
  void readHasConditions() {
    String etag = put(S3Fixture.PLAIN, "k", "one").eTag();

    assertThat(
            status(() -> s3.headObject(r -> r.bucket(S3Fixture.PLAIN).key("k").ifMatch("\"0\""))))
        .isEqualTo(412);
    assertThat(
            status(() -> s3.headObject(r -> r.bucket(S3Fixture.PLAIN).key("k").ifNoneMatch(etag))))
        .isEqualTo(304);
    assertThat(
            status(() ->
                s3.headObject(r ->
                    r.bucket(S3Fixture.PLAIN)
                        .key("k")
                        .ifModifiedSince(fixture.clock.instant().plusSeconds(5)))))
        .isEqualTo(304);
    assertThat(status(() -> s3.headObject(r -> r.bucket(S3Fixture.PLAIN).key("k").ifMatch(etag))))
        .isEqualTo(200);
  }

  @Test
  void answeredWriteSurvivesTheEndOfTheProcessAndWhatIsLeftBehindIsSwept() throws Exception {
    put(S3Fixture.VERSIONED, "k", "one");
    String second = put(S3Fixture.VERSIONED, "k", "two").versionId();
    Files.writeString(folder.resolve("incoming/half"), "half an upload");
    // As after a kill: nothing is closed, the files are as they are.
    Path copy = folder.resolveSibling(folder.getFileName() + "-copy");
    copyTree(folder, copy);
    try (S3Fixture restarted = new S3Fixture(copy)) {
      assertThat(
              restarted
                  .client()
                  .getObjectAsBytes(r -> r.bucket(S3Fixture.VERSIONED).key("k").versionId(second))
                  .asUtf8String())
          .isEqualTo("two");
      assertThat(copy.resolve("incoming")).isEmptyDirectory();
      assertThat(
              restarted.client().listObjectVersions(r -> r.bucket(S3Fixture.VERSIONED)).versions())
          .hasSize(2);
    }
  }

  @Test
  void objectsOfABucketWithEventBridgeAreTold() {
    PutObjectResponse put = put(S3Fixture.VERSIONED, "logs/a.gz", "content");
    s3.deleteObject(r -> r.bucket(S3Fixture.VERSIONED).key("logs/a.gz"));
    put(S3Fixture.PLAIN, "silent", "content");

    assertThat(fixture.events).hasSize(2);
    JsonNode created = fixture.events.getFirst();
    assertThat(created.path("source").asText()).isEqualTo("aws.s3");
    assertThat(created.path("detail-type").asText()).isEqualTo("Object Created");
    assertThat(created.path("resources").path(0).asText())
        .isEqualTo("arn:aws:s3:::versioned-bucket");
    JsonNode detail = created.path("detail");
    assertThat(detail.at("/bucket/name").asText()).isEqualTo("versioned-bucket");
    assertThat(detail.at("/object/key").asText()).isEqualTo("logs/a.gz");
    assertThat(detail.at("/object/size").asInt()).isEqualTo(7);
    assertThat('"' + detail.at("/object/etag").asText() + '"').isEqualTo(put.eTag());
    assertThat(detail.at("/object/version-id").asText()).isEqualTo(put.versionId());
    assertThat(detail.at("/object/sequencer").asText()).hasSize(16);
    assertThat(detail.path("reason").asText()).isEqualTo("PutObject");
    assertThat(detail.path("requester").asText()).isEqualTo("111122223333");
    assertThat(fixture.events.getLast().path("detail-type").asText()).isEqualTo("Object Deleted");
    assertThat(fixture.events.getLast().at("/detail/deletion-type").asText())
        .isEqualTo("Delete Marker Created");
  }

  private PutObjectResponse put(String bucket, String key, String content) {
    return s3.putObject(r -> r.bucket(bucket).key(key), RequestBody.fromString(content));
  }

  private String get(String bucket, String key) {
    return s3.getObjectAsBytes(r -> r.bucket(bucket).key(key)).asUtf8String();
  }

  private String getVersion(String key, String version) {
    return new String(
        s3.getObjectAsBytes(r -> r.bucket(S3Fixture.VERSIONED).key(key).versionId(version))
            .asByteArray(),
        UTF_8);
  }

  private ResponseBytes<GetObjectResponse> ranged(String range) {
    return s3.getObjectAsBytes(r -> r.bucket(S3Fixture.PLAIN).key("digits").range(range));
  }

  static int status(Runnable call) {
    try {
      call.run();
      return 200;
    } catch (S3Exception e) {
      return e.statusCode();
    }
  }

  private static void copyTree(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    }
  }
}
