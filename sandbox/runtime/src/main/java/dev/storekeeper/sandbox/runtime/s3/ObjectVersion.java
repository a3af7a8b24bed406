package dev.storekeeper.sandbox.runtime.s3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.codeartifact.store.Codec;
import dev.storekeeper.sandbox.codeartifact.store.Json;
import java.time.Instant;
import java.util.Map;

/**
 * One version of an object, or a delete marker.
 *
 * @param bucket the bucket's name
 * @param key the object's key
 * @param versionId its id, {@code null} (the text) where the bucket had no versioning
 * @param sequence its place in the order of all changes
 * @param lastModified when it was made
 * @param marker whether it says that the object was deleted
 * @param content what it holds; nothing for a marker
 */
record ObjectVersion(
    String bucket,
    String key,
    String versionId,
    long sequence,
    Instant lastModified,
    boolean marker,
    Content content) {
  /** The id of versions that a bucket without versioning makes. */
  static final String UNVERSIONED = "null";

  /**
   * What an object holds.
   *
   * @param file the name of the file with its bytes
   * @param size in bytes
   * @param etag its entity tag, without quotes
   * @param checksums by algorithm, in Base64
   * @param composite whether the checksums are made of those of the parts
   * @param headers its content type and other standard headers, by name
   * @param metadata the user's metadata, by name without {@code x-amz-meta-}
   */
  record Content(
      String file,
      long size,
      String etag,
      Map<String, String> checksums,
      boolean composite,
      Map<String, String> headers,
      Map<String, String> metadata) {
    static final Content NONE = new Content("", 0, "", Map.of(), false, Map.of(), Map.of());

    Content {
      checksums = Map.copyOf(checksums);
      headers = Map.copyOf(headers);
      metadata = Map.copyOf(metadata);
    }
  }

  /** The number that tells the order of events about a key, in hexadecimal. */
  String sequencer() {
    return String.format("%016X", sequence);
  }

  static final Codec<ObjectVersion> CODEC =
      new Codec<>() {
        @Override
        public JsonNode encode(ObjectVersion version) {
          Content content = version.content();
          ObjectNode json =
              Json.object()
                  .put("bucket", version.bucket())
                  .put("key", version.key())
                  .put("versionId", version.versionId())
                  .put("sequence", version.sequence())
                  .put("lastModified", version.lastModified().toString())
                  .put("marker", version.marker())
                  .put("file", content.file())
                  .put("size", content.size())
                  .put("etag", content.etag())
                  .put("composite", content.composite());
          json.set("checksums", Json.object(content.checksums()));
          json.set("headers", Json.object(content.headers()));
          json.set("metadata", Json.object(content.metadata()));
          return json;
        }

        @Override
        public ObjectVersion decode(JsonNode json) {
          return new ObjectVersion(
              json.path("bucket").asText(),
              json.path("key").asText(),
              json.path("versionId").asText(),
              json.path("sequence").asLong(),
              Instant.parse(json.path("lastModified").asText()),
              json.path("marker").asBoolean(),
              new Content(
                  json.path("file").asText(),
                  json.path("size").asLong(),
                  json.path("etag").asText(),
                  Json.map(json.path("checksums")),
                  json.path("composite").asBoolean(),
                  Json.map(json.path("headers")),
                  Json.map(json.path("metadata"))));
        }
      };
}
