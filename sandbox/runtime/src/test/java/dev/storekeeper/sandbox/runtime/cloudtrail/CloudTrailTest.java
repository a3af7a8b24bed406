package dev.storekeeper.sandbox.runtime.cloudtrail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.runtime.s3.S3Fixture;
import dev.storekeeper.sandbox.runtime.template.Resource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

final class CloudTrailTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BUCKET = S3Fixture.VERSIONED;
  private static final String ARN = "arn:aws:cloudtrail:eu-west-1:111122223333:trail/audit";
  private static final String POLICY =
      """
      {'Effect':'Allow','Principal':{'Service':'cloudtrail.amazonaws.com'},
       'Action':'s3:GetBucketAcl','Resource':'arn:aws:s3:::versioned-bucket',
       'Condition':{'StringEquals':{'aws:SourceArn':'%1$s'}}},
      {'Effect':'Allow','Principal':{'Service':'cloudtrail.amazonaws.com'},
       'Action':'s3:PutObject',
       'Resource':'arn:aws:s3:::versioned-bucket/trails/AWSLogs/111122223333/*',
       'Condition':{'StringEquals':{'s3:x-amz-acl':'bucket-owner-full-control',
         'aws:SourceArn':'%1$s'}}}
      """
          .formatted(ARN);

  @TempDir private Path folder;
  private final List<ObjectNode> bus = new ArrayList<>();
  private S3Fixture fixture;
  private S3Client s3;
  private CloudTrail cloudTrail;

  @BeforeEach
  void start() throws IOException {
    fixture = new S3Fixture(folder.resolve("s3"));
    s3 = fixture.client();
    fixture.policy(BUCKET, POLICY);
    cloudTrail = cloudTrail();
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void recordIsOnTheBusAtOnceAndInALogFileWithinFiveMinutes() throws IOException {
    provision("'EnableLogFileValidation':false");
    cloudTrail.record(record("e1", true));
    cloudTrail.record(record("e2", false));

    assertThat(bus).hasSize(2);
    assertThat(bus.getFirst().path("source").asText()).isEqualTo("aws.codeartifact");
    assertThat(bus.getFirst().path("detail-type").asText())
        .isEqualTo("AWS API Call via CloudTrail");
    assertThat(bus.getFirst().path("detail")).isEqualTo(record("e1", true));
    assertThat(keys("CloudTrail/")).isEmpty();
    fixture.clock.advance(Duration.ofMinutes(5));
    List<String> logs = keys("CloudTrail/");
    assertThat(logs)
        .singleElement()
        .asString()
        .matches(
            "trails/AWSLogs/111122223333/CloudTrail/eu-west-1/\\d{4}/\\d\\d/\\d\\d/"
                + "111122223333_CloudTrail_eu-west-1_\\d{8}T\\d{4}Z_[A-Za-z0-9]{16}\\.json\\.gz");
    assertThat(ids(logs.getFirst())).containsExactly("e1", "e2");
    assertThat(fixture.events).hasSize(1);
    assertThat(fixture.events.getFirst().at("/detail/requester").asText())
        .isEqualTo("cloudtrail.amazonaws.com");
    fixture.clock.advance(Duration.ofHours(2));
    assertThat(keys("CloudTrail")).hasSize(1);
  }

  @Test
  void digestsOfDaysAreAnUnbrokenSignedChain() throws Exception {
    Instant before = fixture.clock.instant().truncatedTo(ChronoUnit.SECONDS);
    provision("'EnableLogFileValidation':true");
    Instant provisioned = fixture.clock.instant();
    cloudTrail.record(record("e1", true));
    fixture.clock.advance(Duration.ofMinutes(70));
    cloudTrail.record(record("e2", true));
    fixture.clock.advance(Duration.ofHours(30));

    List<String> digests = keys("CloudTrail-Digest/");
    assertThat(digests)
        .hasSize(31)
        .isSorted()
        .first()
        .asString()
        .matches(
            "trails/AWSLogs/111122223333/CloudTrail-Digest/eu-west-1/\\d{4}/\\d\\d/\\d\\d/"
                + "111122223333_CloudTrail-Digest_eu-west-1_audit_eu-west-1_\\d{8}T\\d{6}Z"
                + "\\.json\\.gz");
    PublicKey key =
        KeyFactory.getInstance("RSA")
            .generatePublic(
                new X509EncodedKeySpec(
                    Base64.getDecoder().decode(cloudTrail.view().path("publicKey").asText())));
    String previousKey = null;
    String previousHash = null;
    String previousSignature = "null";
    Instant end =
        Instant.parse(
            JSON.readTree(expanded(object(digests.getFirst()).asByteArray()))
                .path("digestStartTime")
                .asText());
    assertThat(end).isBetween(before, provisioned).isEqualTo(end.truncatedTo(ChronoUnit.SECONDS));
    List<String> logs = new ArrayList<>();
    for (String digestKey : digests) {
      ResponseBytes<GetObjectResponse> object = object(digestKey);
      byte[] content = expanded(object.asByteArray());
      JsonNode digest = JSON.readTree(content);
      assertThat(digest.path("digestStartTime").asText()).isEqualTo(end.toString());
      end = end.plus(Duration.ofHours(1));
      assertThat(digest.path("digestEndTime").asText()).isEqualTo(end.toString());
      assertThat(digest.path("digestS3Object").asText()).isEqualTo(digestKey);
      assertThat(digest.path("previousDigestS3Object").textValue()).isEqualTo(previousKey);
      assertThat(digest.path("previousDigestHashValue").textValue()).isEqualTo(previousHash);
      for (JsonNode file : digest.path("logFiles")) {
        logs.add(file.path("s3Object").asText());
        assertThat(file.path("hashValue").asText())
            .isEqualTo(sha256(expanded(object(file.path("s3Object").asText()).asByteArray())));
      }
      String signature = object.response().metadata().get("signature");
      Signature verifier = Signature.getInstance("SHA256withRSA");
      verifier.initVerify(key);
      verifier.update(
          String.join(
                  "\n",
                  end.toString(),
                  BUCKET + "/" + digestKey,
                  sha256(content),
                  previousSignature)
              .getBytes(UTF_8));
      assertThat(verifier.verify(HexFormat.of().parseHex(signature))).isTrue();
      previousKey = digestKey;
      previousHash = sha256(content);
      previousSignature = signature;
    }
    assertThat(logs).isEqualTo(keys("CloudTrail/")).hasSize(2);
  }

  @Test
  void recordsThatWaitSurviveARestart() throws IOException {
    provision("'EnableLogFileValidation':true");
    cloudTrail.record(record("e1", true));
    cloudTrail.deliver();
    cloudTrail.record(record("e2", true));
    // As a kill in the middle of a write leaves it.
    Files.writeString(
        folder.resolve("cloudtrail/audit/pending-1.jsonl"),
        "{\"eventID\":\"e3",
        StandardOpenOption.APPEND);
    cloudTrail = cloudTrail();
    provision("'EnableLogFileValidation':true");
    cloudTrail.record(record("e4", true));
    fixture.clock.advance(Duration.ofMinutes(6));

    List<String> found = new ArrayList<>();
    for (String log : keys("CloudTrail/")) {
      found.addAll(ids(log));
    }
    assertThat(found).contains("e1", "e2", "e4");
    assertThat(cloudTrail.view().at("/trails/0/waiting").asInt()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'EventSelectors':[{'ReadWriteType':'WriteOnly'}]           | w",
        "'EventSelectors':[{'ReadWriteType':'ReadOnly'}]            | r",
        "'EventSelectors':[{'IncludeManagementEvents':false}]       | ``",
        "'EventSelectors':[{'ReadWriteType':'All'}]                 | r w",
      })
  void trailTakesTheRecordsOfItsSelector(String properties, String ids) throws IOException {
    provision(properties);
    cloudTrail.record(record("r", true));
    cloudTrail.record(record("w", false));
    cloudTrail.deliver();

    List<String> found = new ArrayList<>();
    for (String log : keys("CloudTrail/")) {
      found.addAll(ids(log));
    }
    assertThat(String.join(" ", found)).isEqualTo(ids);
  }

  @Test
  void nothingIsRecordedWithoutATrailThatLogs() {
    cloudTrail.record(record("e1", true));
    cloudTrail.provision(
        trail(
            "{'S3BucketName':'"
                + BUCKET
                + "','S3KeyPrefix':'trails',"
                + "'IsLogging':false,'EnableLogFileValidation':true}"));
    cloudTrail.record(record("e2", true));
    fixture.clock.advance(Duration.ofHours(3));

    assertThat(bus).isEmpty();
    assertThat(keys("CloudTrail")).isEmpty();
  }

  @Test
  void bucketThatDoesNotLetCloudTrailInIsRefused() {
    assertThatThrownBy(() ->
            cloudTrail.provision(
                trail("{'S3BucketName':'" + S3Fixture.PLAIN + "','IsLogging':true}")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Incorrect S3 bucket policy is detected for bucket: plain-bucket");
    assertThatThrownBy(
            () -> cloudTrail.provision(trail("{'S3BucketName':'" + BUCKET + "','IsLogging':true}")))
        .hasMessageContaining("s3:PutObject");
  }

  private CloudTrail cloudTrail() throws IOException {
    return new CloudTrail(
        fixture.account, fixture.clock, fixture.service, folder.resolve("cloudtrail"), bus::add);
  }

  private void provision(String properties) {
    cloudTrail.provision(
        trail(
            "{'S3BucketName':'"
                + BUCKET
                + "','S3KeyPrefix':'trails','IsLogging':true,"
                + properties
                + "}"));
  }

  private static Resource trail(String properties) {
    return new Resource(
        "Trail", "AWS::CloudTrail::Trail", "audit", ARN, S3Fixture.json(properties));
  }

  private ObjectNode record(String id, boolean readOnly) {
    return JSON.createObjectNode()
        .put("eventVersion", "1.11")
        .put("eventTime", "2026-01-31T12:00:00Z")
        .put("eventSource", "codeartifact.amazonaws.com")
        .put("eventName", "ReadFromRepository")
        .put("readOnly", readOnly)
        .put("eventID", id);
  }

  private List<String> keys(String below) {
    return s3
        .listObjectsV2Paginator(
            r -> r.bucket(BUCKET).prefix("trails/AWSLogs/111122223333/" + below))
        .contents()
        .stream()
        .map(S3Object::key)
        .toList();
  }

  private List<String> ids(String log) throws IOException {
    List<String> ids = new ArrayList<>();
    JSON.readTree(expanded(object(log).asByteArray()))
        .path("Records")
        .forEach(record -> ids.add(record.path("eventID").asText()));
    return ids;
  }

  private ResponseBytes<GetObjectResponse> object(String key) {
    return s3.getObjectAsBytes(r -> r.bucket(BUCKET).key(key));
  }

  private static byte[] expanded(byte[] compressed) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha256(byte[] content) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
  }
}
