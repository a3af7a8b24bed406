package dev.storekeeper.usagetracking.coverage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.storekeeper.usage.trail.Digest;
import dev.storekeeper.usage.trail.TrailFile;
import dev.storekeeper.usagetracking.trail.Expanded;
import dev.storekeeper.usagetracking.trail.LogFiles;
import dev.storekeeper.usagetracking.trail.MalformedTrailException;
import dev.storekeeper.usagetracking.trail.TrailObject;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipException;

/** Reads digest files (CloudTrail user guide, "CloudTrail digest file structure"). Thread-safe. */
public final class DigestFileReader {
  private static final int MAX_BYTES = 32 * 1024 * 1024;
  private static final int MAX_LOG_FILES = 50_000;
  private static final String ALGORITHM = "SHA-256";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final LogFiles files;

  /** Reads digests of these files. */
  public DigestFileReader(LogFiles files) {
    this.files = files;
  }

  /**
   * A digest and its list.
   *
   * @param digest the digest
   * @param logFiles the log files that were delivered in its time
   */
  public record DigestContent(Digest digest, List<TrailFile> logFiles) {
    public DigestContent {
      logFiles = List.copyOf(logFiles);
    }
  }

  /**
   * Reads a digest.
   *
   * @return empty if there is no such file
   */
  public Optional<DigestContent> read(TrailObject.DigestFile file)
      throws IOException, MalformedTrailException {
    Optional<InputStream> found = files.open(file.object());
    if (found.isEmpty()) {
      return Optional.empty();
    }
    try (Expanded expanded = Expanded.open(found.get(), MAX_BYTES)) {
      byte[] bytes = expanded.content().readAllBytes();
      return Optional.of(content(file, JSON.readTree(bytes), expanded.sha256OfAll()));
    } catch (JsonProcessingException e) {
      throw new MalformedTrailException("digest: not JSON: " + e.getOriginalMessage(), e);
    } catch (ZipException e) {
      throw new MalformedTrailException("digest: no gzip: " + e.getMessage(), e);
    }
  }

  private static DigestContent content(TrailObject.DigestFile file, JsonNode json, String sha256)
      throws MalformedTrailException {
    if (!json.path("digestS3Object").asText().equals(file.object())) {
      throw new MalformedTrailException(
          "digestS3Object: found another key than " + file.object() + ": the digest was moved");
    }
    try {
      return new DigestContent(
          new Digest(
              file.chain(),
              new TrailFile(file.object(), sha256),
              Instant.parse(json.path("digestStartTime").asText()),
              Instant.parse(json.path("digestEndTime").asText()),
              previous(json)),
          logFiles(json));
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new MalformedTrailException("digest " + file.object() + ": " + e.getMessage(), e);
    }
  }

  private static Optional<TrailFile> previous(JsonNode json) {
    return json.path("previousDigestS3Object").isTextual()
        ? Optional.of(
            file(
                json,
                "previousDigestS3Object",
                "previousDigestHashValue",
                "previousDigestHashAlgorithm"))
        : Optional.empty();
  }

  private static List<TrailFile> logFiles(JsonNode json) {
    JsonNode array = json.path("logFiles");
    if (!array.isArray() || array.size() > MAX_LOG_FILES) {
      throw new IllegalArgumentException(
          "logFiles: expected an array of at most " + MAX_LOG_FILES + " log files");
    }
    List<TrailFile> logFiles = new ArrayList<>(array.size());
    array.forEach(file -> logFiles.add(file(file, "s3Object", "hashValue", "hashAlgorithm")));
    return logFiles;
  }

  private static TrailFile file(JsonNode json, String object, String hash, String algorithm) {
    if (!json.path(algorithm).asText().equals(ALGORITHM)) {
      throw new IllegalArgumentException(algorithm + ": expected " + ALGORITHM);
    }
    return new TrailFile(json.path(object).asText(), json.path(hash).asText());
  }
}
