package dev.storekeeper.usagetracking;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.usagetracking.trail.LogFiles;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPOutputStream;

/** A trail's bucket: log files and hourly digests as CloudTrail writes them. */
public final class SimulatedTrail implements LogFiles {
  public static final String BUCKET = "trail-bucket";
  private static final String START = "AWSLogs/111111111111/";
  private static final DateTimeFormatter FOLDER =
      DateTimeFormatter.ofPattern("uuuu/MM/dd").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
  private Optional<String> previous = Optional.empty();
  private boolean broken;

  /** Writes a log file; its key. */
  public String logFile(Instant time, String name, List<ObjectNode> records) {
    String key = START + "CloudTrail/eu-west-1/" + FOLDER.format(time) + "/" + name + ".json.gz";
    ObjectNode content = JsonNodeFactory.instance.objectNode();
    content.putArray("Records").addAll(records);
    objects.put(key, content.toString().getBytes(StandardCharsets.UTF_8));
    return key;
  }

  /** Writes the digest of an hour, which follows the one written before; its key. */
  public String digest(Instant end, List<String> logFiles) {
    String key =
        START
            + "CloudTrail-Digest/eu-west-1/"
            + FOLDER.format(end)
            + "/111111111111_CloudTrail-Digest_eu-west-1_audit_eu-west-1_"
            + SECOND.format(end)
            + ".json.gz";
    ObjectNode digest = JsonNodeFactory.instance.objectNode();
    digest.put("awsAccountId", "111111111111");
    digest.put("digestStartTime", end.minus(Duration.ofHours(1)).toString());
    digest.put("digestEndTime", end.toString());
    digest.put("digestS3Bucket", BUCKET).put("digestS3Object", key);
    digest.put("previousDigestS3Object", previous.orElse(null));
    digest.put("previousDigestHashValue", previous.map(this::sha256).orElse(null));
    digest.put("previousDigestHashAlgorithm", previous.map(_ -> "SHA-256").orElse(null));
    ArrayNode files = digest.putArray("logFiles");
    logFiles.forEach(file ->
        files
            .addObject()
            .put("s3Bucket", BUCKET)
            .put("s3Object", file)
            .put("hashValue", sha256(file))
            .put("hashAlgorithm", "SHA-256"));
    objects.put(key, digest.toString().getBytes(StandardCharsets.UTF_8));
    previous = Optional.of(key);
    return key;
  }

  /** Stops logging: the next digest is a first one. */
  public void restart() {
    previous = Optional.empty();
  }

  public void delete(String key) {
    objects.remove(key);
  }

  public void put(String key, String content) {
    objects.put(key, content.getBytes(StandardCharsets.UTF_8));
  }

  /** What is at a key. */
  public String content(String key) {
    return new String(objects.getOrDefault(key, new byte[0]), StandardCharsets.UTF_8);
  }

  /** Lets the bucket not answer. */
  public void broken(boolean fails) {
    broken = fails;
  }

  @Override
  public Optional<InputStream> open(String object) throws IOException {
    if (broken) {
      throw new IOException("the bucket does not answer");
    }
    return Optional.ofNullable(objects.get(object)).map(SimulatedTrail::gzip);
  }

  private String sha256(String key) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(objects.getOrDefault(key, new byte[0])));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static InputStream gzip(byte[] content) {
    try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
      try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
        gzip.write(content);
      }
      return new ByteArrayInputStream(bytes.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
