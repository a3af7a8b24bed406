package dev.storekeeper.sandbox.runtime.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.storekeeper.sandbox.runtime.iam.TestRoles;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Who may do what, by roles' policies and the bucket's own. */
final class AccessTest {
  private static final String BUCKET = "arn:aws:s3:::" + S3Fixture.VERSIONED;
  private static final String TRUST =
      "{'Effect':'Allow','Principal':{'Service':'lambda.amazonaws.com'},"
          + "'Action':'sts:AssumeRole'}";
  private static final Map<String, Consumer<S3Client>> CALLS =
      Map.ofEntries(
          Map.entry("put", s3 -> put(s3, "in/new")),
          Map.entry("put once", AccessTest::putOnce),
          Map.entry("put elsewhere", s3 -> put(s3, "out/new")),
          Map.entry("get", s3 -> get(s3, "in/there")),
          Map.entry("get missing", s3 -> get(s3, "in/missing")),
          Map.entry("head", AccessTest::head),
          Map.entry("delete", AccessTest::delete),
          Map.entry("list", s3 -> list(s3, "in/")),
          Map.entry("list all", s3 -> list(s3, "")),
          Map.entry("versions", AccessTest::versions),
          Map.entry("upload", AccessTest::upload));

  @TempDir private Path folder;
  private S3Fixture fixture;

  @BeforeEach
  void start() {
    TestRoles roles =
        new TestRoles()
            .with("nobody", TRUST, allow("sts:TagSession", "*"))
            .with("named", TRUST, allow("sts:TagSession", "*"))
            .with("denied", TRUST, allow("s3:*", "*"))
            .with("writer", TRUST, allow("s3:PutObject", BUCKET + "/in/*"))
            .with("reader", TRUST, allow("s3:GetObject", BUCKET + "/*"))
            .with(
                "lister",
                TRUST,
                allow("s3:GetObject", BUCKET + "/in/*")
                    + ","
                    + "{'Effect':'Allow','Action':'s3:ListBucket','Resource':'"
                    + BUCKET
                    + "','Condition':{'StringLike':{'s3:prefix':'in/*'}}}")
            .with(
                "once",
                TRUST,
                "{'Effect':'Allow','Action':'s3:PutObject','Resource':'"
                    + BUCKET
                    + "/*','Condition':{'StringEquals':{'s3:if-none-match':'*'}}}");
    fixture = new S3Fixture(folder, roles);
    fixture.policy(
        S3Fixture.VERSIONED,
        "{'Effect':'Allow','Principal':{'AWS':'"
            + TestRoles.arn("named")
            + "'},'Action':'s3:GetObject','Resource':'"
            + BUCKET
            + "/*'},{'Effect':'Deny','Principal':{'AWS':'"
            + TestRoles.arn("denied")
            + "'},'Action':'s3:DeleteObject','Resource':'"
            + BUCKET
            + "/*'}");
    put(fixture.client(), "in/there");
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @ParameterizedTest
  @CsvSource({
    "nobody, put, AccessDenied",
    "nobody, get, AccessDenied",
    "nobody, head, 403",
    "nobody, list, AccessDenied",
    "writer, put, ok",
    "writer, put elsewhere, AccessDenied",
    "writer, get, AccessDenied",
    "writer, upload, ok",
    "writer, delete, AccessDenied",
    "reader, get, ok",
    "reader, get missing, AccessDenied",
    "reader, put, AccessDenied",
    "reader, upload, AccessDenied",
    "lister, get missing, NoSuchKey",
    "lister, list, ok",
    "lister, list all, AccessDenied",
    "lister, versions, AccessDenied",
    "named, get, ok",
    "named, head, ok",
    "named, put, AccessDenied",
    "denied, get, ok",
    "denied, delete, AccessDenied",
    "once, put, AccessDenied",
    "once, put once, ok",
  })
  void callerMayDoWhatPoliciesSay(String role, String call, String outcome) {
    S3Client s3 = fixture.clientOf(role);
    String found = "ok";
    try {
      CALLS
          .getOrDefault(
              call,
              _ -> {
                throw new AssertionError(call);
              })
          .accept(s3);
    } catch (S3Exception e) {
      // A HEAD has no body that could tell a code.
      found =
          call.equals("head") ? Integer.toString(e.statusCode()) : e.awsErrorDetails().errorCode();
    }
    assertThat(found).isEqualTo(outcome);
  }

  private static String allow(String action, String resource) {
    return "{'Effect':'Allow','Action':'" + action + "','Resource':'" + resource + "'}";
  }

  private static void put(S3Client s3, String key) {
    s3.putObject(r -> r.bucket(S3Fixture.VERSIONED).key(key), RequestBody.fromString("x"));
  }

  private static void putOnce(S3Client s3) {
    s3.putObject(
        r -> r.bucket(S3Fixture.VERSIONED).key("in/once").ifNoneMatch("*"),
        RequestBody.fromString("x"));
  }

  private static void get(S3Client s3, String key) {
    var _ = s3.getObjectAsBytes(r -> r.bucket(S3Fixture.VERSIONED).key(key));
  }

  private static void head(S3Client s3) {
    s3.headObject(r -> r.bucket(S3Fixture.VERSIONED).key("in/there"));
  }

  private static void delete(S3Client s3) {
    s3.deleteObject(r -> r.bucket(S3Fixture.VERSIONED).key("in/there"));
  }

  private static void list(S3Client s3, String prefix) {
    s3.listObjectsV2(r -> r.bucket(S3Fixture.VERSIONED).prefix(prefix));
  }

  private static void versions(S3Client s3) {
    s3.listObjectVersions(r -> r.bucket(S3Fixture.VERSIONED).prefix("in/"));
  }

  private static void upload(S3Client s3) {
    s3.createMultipartUpload(r -> r.bucket(S3Fixture.VERSIONED).key("in/upload"));
  }
}
