package dev.storekeeper.sandbox.runtime.cloudtrail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a trail remembers over a restart.
 *
 * @param spool the number of the file that new records wait in
 * @param digestEnd until when there are digests
 * @param previous the last digest, empty before the first
 * @param logFiles the log files since
 */
record TrailState(int spool, Instant digestEnd, Optional<Digest> previous, List<LogFile> logFiles) {
  private static final ObjectMapper JSON = new ObjectMapper();

  TrailState {
    logFiles = List.copyOf(logFiles);
  }

  /**
   * A digest that was delivered.
   *
   * @param key its key in the trail's bucket
   * @param hash the SHA-256 of its content before compression, in hexadecimal
   * @param signature its signature, in hexadecimal
   */
  record Digest(String key, String hash, String signature) {}

  static TrailState initial(Instant now) {
    return new TrailState(0, now, Optional.empty(), List.of());
  }

  /** The state after another log file; new records wait in another file. */
  TrailState with(LogFile file) {
    List<LogFile> files = new ArrayList<>(logFiles);
    files.add(file);
    return new TrailState(spool + 1, digestEnd, previous, files);
  }

  /** The state after another digest. */
  TrailState with(Digest digest, Instant end) {
    return new TrailState(spool, end, Optional.of(digest), List.of());
  }

  /** The state of a trail whose digests begin anew. */
  TrailState anew(Instant now) {
    return new TrailState(spool, now, Optional.empty(), logFiles);
  }

  static Optional<TrailState> load(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    JsonNode json = JSON.readTree(Files.readAllBytes(file));
    JsonNode digest = json.path("previous");
    List<LogFile> files = new ArrayList<>();
    json.path("logFiles").forEach(each -> files.add(LogFile.of(each)));
    return Optional.of(
        new TrailState(
            json.path("spool").asInt(),
            Instant.parse(json.path("digestEnd").asText()),
            digest.isObject()
                ? Optional.of(
                    new Digest(
                        digest.path("key").asText(),
                        digest.path("hash").asText(),
                        digest.path("signature").asText()))
                : Optional.empty(),
            files));
  }

  /** Writes it whole or not at all. */
  void save(Path file) throws IOException {
    ObjectNode json = JSON.createObjectNode();
    json.put("spool", spool).put("digestEnd", digestEnd.toString());
    previous.ifPresent(digest ->
        json.putObject("previous")
            .put("key", digest.key())
            .put("hash", digest.hash())
            .put("signature", digest.signature()));
    ArrayNode files = json.putArray("logFiles");
    logFiles.forEach(each -> files.add(each.toJson("")));
    Path temporary = file.resolveSibling(file.getFileName() + ".new");
    Files.write(temporary, JSON.writeValueAsBytes(json));
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
