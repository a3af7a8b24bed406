package dev.storekeeper.cleanup.publish;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.cleanup.bucket.Bucket;
import dev.storekeeper.cleanup.registry.RepositoryId;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * Says in the bucket that the restoring of an export has begun and not ended. Whoever finds the
 * version complete knows by it whether its status is still to be given back, or whether somebody
 * else published it and it is none of our business.
 */
final class RestoreMarker {
  private static final String BEGUN = "BEGUN";
  private static final String DONE = "DONE";
  private static final int MAX_BYTES = 64 << 10;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Bucket bucket;
  private final String key;
  private final String manifest;
  private final RepositoryId repository;

  RestoreMarker(Bucket bucket, String manifest, RepositoryId repository) {
    this.bucket = bucket;
    this.key = "restores/" + hash(manifest + "\n" + repository.arn()) + ".json";
    this.manifest = manifest;
    this.repository = repository;
  }

  boolean isBegun() throws PublishException {
    return Calls.ask(() -> {
      if (bucket.head(key).isEmpty()) {
        return false;
      }
      try (InputStream content = bucket.open(key)) {
        return JSON.readTree(content.readNBytes(MAX_BYTES)).path("state").asText().equals(BEGUN);
      }
    });
  }

  void begin(Instant now) throws PublishException {
    write(BEGUN, now);
  }

  void end(Instant now) throws PublishException {
    write(DONE, now);
  }

  private void write(String state, Instant now) throws PublishException {
    ObjectNode json =
        JSON.createObjectNode()
            .put("schema", 1)
            .put("manifest", manifest)
            .put("repository", repository.arn())
            .put("state", state)
            .put("at", now.toString());
    Calls.ask(() -> bucket.put(key, JSON.writeValueAsBytes(json), "application/json"));
  }

  private static String hash(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
