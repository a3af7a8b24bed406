package dev.storekeeper.sandbox.runtime.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.storekeeper.sandbox.runtime.http.Fault;
import dev.storekeeper.sandbox.runtime.http.Faults;
import dev.storekeeper.sandbox.runtime.http.TestClient;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes over the wire: codings, checksums, errors, presigned URLs. */
final class WireTest {
  @TempDir private Path folder;
  private S3Fixture fixture;
  private TestClient client;

  @BeforeEach
  void start() {
    fixture = new S3Fixture(folder);
    client = new TestClient(fixture.front.endpoint());
  }

  @AfterEach
  void stop() {
    client.close();
    fixture.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // headers | status | answer
        "Content-MD5: XUFAKrxLKna5cZ2REBfFkg==                 | 200 | ''",
        "Content-MD5: XUFAKrxLKna5cZ2REBfFkA==                 | 400 | BadDigest",
        "Content-MD5: nonsense                                 | 400 | InvalidDigest",
        "x-amz-checksum-crc32: NhCmhg==                        | 200 | ''",
        "x-amz-checksum-crc32: NhCmhQ==                        | 400 | BadDigest",
        "x-amz-checksum-crc32: short                           | 400 | InvalidRequest",
        "x-amz-checksum-crc32c: mnG7TA==                       | 200 | ''",
        "x-amz-checksum-crc32c: mnG7TQ==                       | 400 | BadDigest",
        "x-amz-checksum-crc64nvme: M3eFcAZSQlc=                | 200 | ''",
        "x-amz-checksum-crc64nvme: M3eFcAZSQlg=                | 400 | BadDigest",
        "x-amz-checksum-sha1: qvTGHdzF6KLavt4PO0gs2a6pQ00=     | 200 | ''",
        "x-amz-checksum-sha256: LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ= | 200 | ''",
        "x-amz-content-sha256: 2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"
            + " | 200 | ''",
        "x-amz-content-sha256: 2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9825"
            + " | 400 | XAmzContentSHA256Mismatch",
        "x-amz-acl: public-read                                | 400 |"
            + " AccessControlListNotSupported",
        "x-amz-tagging: a=b                                    | 501 | x-amz-tagging",
        "If-None-Match: \"etag\"                               | 501 | If-None-Match",
      })
  void headersOfAWriteAreMinded(String header, int status, String answer) {
    String[] parts = header.split(": ", 2);
    HttpResponse<String> response =
        client.send(
            signed("/" + S3Fixture.PLAIN + "/k")
                .header(parts[0], parts[1])
                .PUT(HttpRequest.BodyPublishers.ofString("hello")));

    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.body()).contains(answer);
    assertThat(client.send(signed("/" + S3Fixture.PLAIN + "/k").GET()).statusCode())
        .isEqualTo(status == 200 ? 200 : 404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "STREAMING-UNSIGNED-PAYLOAD-TRAILER         | good      | 200",
        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER | good      | 200",
        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD         | no trailer | 200",
        "STREAMING-UNSIGNED-PAYLOAD-TRAILER         | bad sum   | 400",
        "STREAMING-UNSIGNED-PAYLOAD-TRAILER         | cut       | 400",
        "STREAMING-UNSIGNED-PAYLOAD-TRAILER         | bad size  | 400",
        "STREAMING-UNSIGNED-PAYLOAD-TRAILER         | bad length | 400",
        "STREAMING-UNSIGNED-PAYLOAD-TRAILER         | no sum    | 400",
      })
  void chunksAreDecodedAndTheirTrailersVerified(String hash, String what, int status) {
    String signature = hash.contains("HMAC") ? ";chunk-signature=" + "0".repeat(64) : "";
    String sum = what.equals("bad sum") ? "AAAAAA==" : crc32("hello world");
    String trailer =
        what.equals("no trailer") || what.equals("no sum")
            ? ""
            : "x-amz-checksum-crc32:" + sum + "\r\n";
    String body =
        (what.equals("bad size") ? "zz" : "6")
            + (signature + "\r\nhello \r\n5" + signature + "\r\nworld\r\n0" + signature + "\r\n")
            + (trailer + "\r\n");
    HttpRequest.Builder request =
        signed("/" + S3Fixture.PLAIN + "/k")
            .header("x-amz-content-sha256", hash)
            .header("Content-Encoding", "aws-chunked")
            .header("x-amz-decoded-content-length", what.equals("bad length") ? "12" : "11");
    if (!what.equals("no trailer")) {
      request.header("x-amz-trailer", "x-amz-checksum-crc32");
    }
    HttpResponse<String> response =
        client.send(
            request.PUT(
                HttpRequest.BodyPublishers.ofString(
                    what.equals("cut") ? body.substring(0, 20) : body)));

    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    HttpResponse<String> got = client.send(signed("/" + S3Fixture.PLAIN + "/k").GET());
    if (status == 200) {
      assertThat(got.body()).isEqualTo("hello world");
      assertThat(got.headers().firstValue("content-encoding")).isEmpty();
    } else {
      assertThat(got.statusCode()).isEqualTo(404);
    }
  }

  @Test
  void crc64IsTheOneOfNvme() {
    Crc64Nvme crc = new Crc64Nvme();
    crc.update("123456789".getBytes(UTF_8));

    assertThat(crc.getValue()).isEqualTo(0xAE8B14860A799888L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PUT  | /plain-bucket/k?acl        | 501 | PUT object?acl",
        "GET  | /plain-bucket?cors         | 501 | GET bucket?cors",
        "GET  | /plain-bucket              | 501 | GET bucket",
        "PUT  | /new-bucket                | 501 | PUT bucket",
        "GET  | /no-bucket/k               | 404 | NoSuchBucket",
        "GET  | /plain-bucket/k            | 404 | <Code>NoSuchKey</Code>",
        "GET  | /plain-bucket/k?versionId=x | 404 | NoSuchVersion",
        "GET  | /plain-bucket?policy       | 404 | NoSuchBucketPolicy",
        "GET  | /plain-bucket?lifecycle    | 404 | NoSuchLifecycleConfiguration",
        "GET  | /plain-bucket?list-type=2&max-keys=x | 400 | max-keys: found 'x'",
        "POST | /plain-bucket/k?uploadId=x | 404 | NoSuchUpload",
        "GET  | /plain-bucket/%00          | 501 | NUL",
        "GET  | /plain-bucket?location     | 200 | >eu-west-1</LocationConstraint>",
        "GET  | /plain-bucket?versioning   | 200 | VersioningConfiguration",
        "GET  | /versioned-bucket?versioning | 200 | <Status>Enabled</Status>",
        "GET  | /versioned-bucket?lifecycle | 200 | <Expiration><Days>30</Days></Expiration>",
        "GET  | /                          | 200 | <Name>versioned-bucket</Name>",
      })
  void bucketsAnswerOrSayWhatTheyDoNotOffer(String method, String path, int status, String answer) {
    HttpResponse<String> response =
        client.send(signed(path).method(method, HttpRequest.BodyPublishers.noBody()));

    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.body()).contains(answer);
    assertThat(response.headers().firstValue("content-type")).hasValue("application/xml");
    assertThat(response.headers().firstValue("x-amz-request-id")).isPresent();
  }

  @Test
  void copyingIsNotOffered() {
    assertThat(
            client
                .send(
                    signed("/plain-bucket/k")
                        .header("x-amz-copy-source", "/plain-bucket/other")
                        .PUT(HttpRequest.BodyPublishers.noBody()))
                .body())
        .contains("NotImplemented", "CopyObject");
  }

  @Test
  void keyHasAtMost1024Bytes() {
    String path = "/plain-bucket/" + "%C3%BC".repeat(512);

    assertThat(put(path).statusCode()).isEqualTo(200);
    assertThat(put(path + "x").body()).contains("KeyTooLongError");
  }

  @Test
  void presignedUrlIsGoodUntilItExpiresByTheVirtualClock() {
    assertThat(put("/plain-bucket/k").statusCode()).isEqualTo(200);
    String date = fixture.clock.instant().toString().replaceAll("[-:]|\\.\\d+", "");
    String url =
        "/plain-bucket/k?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDTEST%2F20260131"
            + "%2Feu-west-1%2Fs3%2Faws4_request&X-Amz-SignedHeaders=host&X-Amz-Signature=00"
            + "&response-content-type=text%2Fcsv&X-Amz-Expires=600&X-Amz-Date="
            + date;

    HttpResponse<String> good = client.send(client.request(url));
    assertThat(good.body()).isEqualTo("x");
    assertThat(good.headers().firstValue("content-type")).hasValue("text/csv");
    fixture.clock.advance(Duration.ofMinutes(11));
    assertThat(client.send(client.request(url)).body()).contains("Request has expired");
    assertThat(client.send(client.request(url.replace("=600", "=700000"))).body())
        .contains("AuthorizationQueryParametersError");
  }

  @Test
  void urlThatIsPresignedWithVersion2IsGoodUntilItsEnd() {
    assertThat(put("/plain-bucket/k").statusCode()).isEqualTo(200);
    long end = fixture.clock.instant().plusSeconds(600).getEpochSecond();
    String url = "/plain-bucket/k?AWSAccessKeyId=AKIDTEST&Signature=00%3D&Expires=";

    assertThat(client.send(client.request(url + end)).body()).isEqualTo("x");
    assertThat(client.send(client.request(url + "soon")).body()).contains("Invalid date");
    fixture.clock.advance(Duration.ofMinutes(11));
    assertThat(client.send(client.request(url + end)).body()).contains("Request has expired");
  }

  @ParameterizedTest
  @CsvSource({"THROTTLE, 503, SlowDown", "ERROR, 500, InternalError"})
  void faultsComeInS3sForm(Fault.Kind kind, int status, String code) {
    fixture
        .front
        .faults()
        .add(new Faults.Pending(new Fault("s3", Optional.of("PutObject"), kind, Duration.ZERO), 1));

    assertThat(client.send(signed("/plain-bucket/k").GET()).statusCode()).isEqualTo(404);
    HttpResponse<String> response = put("/plain-bucket/k");
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body()).contains("<Code>" + code + "</Code>");
    assertThat(put("/plain-bucket/k").statusCode()).isEqualTo(200);
  }

  @Test
  void bucketMayBeInTheHost() {
    URI endpoint =
        URI.create("http://plain-bucket.localhost:" + fixture.front.endpoint().getPort());
    assertThat(Address.of(endpoint.getAuthority(), "/a/b"))
        .isEqualTo(new Address("plain-bucket", "a/b"));
    assertThat(Address.of("127.0.0.1:4575", "/plain-bucket/a/b"))
        .isEqualTo(new Address("plain-bucket", "a/b"));
    assertThat(Address.of("localhost:4575", "/plain-bucket"))
        .isEqualTo(new Address("plain-bucket", ""));
  }

  private HttpResponse<String> put(String path) {
    return client.send(signed(path).PUT(HttpRequest.BodyPublishers.ofString("x")));
  }

  private HttpRequest.Builder signed(String path) {
    return client.request(path).header("Authorization", TestClient.authorization("AKIDTEST", "s3"));
  }

  private static String crc32(String text) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(UTF_8));
    byte[] bytes = ByteBuffer.allocate(4).putInt((int) crc.getValue()).array();
    return Base64.getEncoder().encodeToString(bytes);
  }
}
