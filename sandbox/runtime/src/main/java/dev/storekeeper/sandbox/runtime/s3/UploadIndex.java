package dev.storekeeper.sandbox.runtime.s3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.codeartifact.store.Codec;
import dev.storekeeper.sandbox.codeartifact.store.Json;
import dev.storekeeper.sandbox.codeartifact.store.Key;
import dev.storekeeper.sandbox.codeartifact.store.MetadataStore;
import dev.storekeeper.sandbox.codeartifact.store.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The multipart uploads under way and their parts. Safe for use by many threads. */
final class UploadIndex {
  static final int MAX_PARTS = 10_000;
  private static final int MAX_UPLOADS = 1000;

  private final MetadataStore store;
  private final ObjectFiles files;
  private final Table<Upload> uploads;
  private final Table<Part> parts;

  UploadIndex(MetadataStore store, ObjectFiles files) {
    this.store = store;
    this.files = files;
    this.uploads = store.table("uploads", Upload.CODEC);
    this.parts = store.table("parts", Part.CODEC);
  }

  /**
   * An upload under way.
   *
   * @param algorithm the checksum that its parts have
   * @param composite whether the object's checksum is made of those of its parts
   */
  record Upload(
      String id,
      String bucket,
      String key,
      Instant initiated,
      ChecksumAlgorithm algorithm,
      boolean composite,
      Map<String, String> headers,
      Map<String, String> metadata) {
    static final Codec<Upload> CODEC =
        new Codec<>() {
          @Override
          public JsonNode encode(Upload upload) {
            ObjectNode json =
                Json.object()
                    .put("id", upload.id())
                    .put("bucket", upload.bucket())
                    .put("key", upload.key())
                    .put("initiated", upload.initiated().toString())
                    .put("algorithm", upload.algorithm().name())
                    .put("composite", upload.composite());
            json.set("headers", Json.object(upload.headers()));
            json.set("metadata", Json.object(upload.metadata()));
            return json;
          }

          @Override
          public Upload decode(JsonNode json) {
            return new Upload(
                json.path("id").asText(),
                json.path("bucket").asText(),
                json.path("key").asText(),
                Instant.parse(json.path("initiated").asText()),
                ChecksumAlgorithm.valueOf(json.path("algorithm").asText()),
                json.path("composite").asBoolean(),
                Json.map(json.path("headers")),
                Json.map(json.path("metadata")));
          }
        };
  }

  /** A part of an upload; its checksum, in Base64, is of the upload's algorithm. */
  record Part(
      int number, String file, long size, String etag, String checksum, Instant lastModified) {
    static final Codec<Part> CODEC =
        new Codec<>() {
          @Override
          public JsonNode encode(Part part) {
            return Json.object()
                .put("number", part.number())
                .put("file", part.file())
                .put("size", part.size())
                .put("etag", part.etag())
                .put("checksum", part.checksum())
                .put("lastModified", part.lastModified().toString());
          }

          @Override
          public Part decode(JsonNode json) {
            return new Part(
                json.path("number").asInt(),
                json.path("file").asText(),
                json.path("size").asLong(),
                json.path("etag").asText(),
                json.path("checksum").asText(),
                Instant.parse(json.path("lastModified").asText()));
          }
        };
  }

  void add(Upload upload) {
    store.write(() -> {
      if (uploads.keys(Key.prefix(upload.bucket())).size() >= MAX_UPLOADS) {
        throw Refusals.invalid(
            "the sandbox has at most " + MAX_UPLOADS + " uploads under way in a bucket");
      }
      uploads.put(keyOf(upload), upload);
      return upload;
    });
  }

  Optional<Upload> find(String bucket, String key, String id) {
    return store.read(() -> uploads.get(Key.of(bucket, key, id)));
  }

  List<Upload> all(String bucket) {
    return store.read(() -> uploads.rows(Key.prefix(bucket)).map(Table.Row::value).toList());
  }

  List<Part> parts(Upload upload) {
    return store.read(() -> parts.rows(Key.prefix(upload.id())).map(Table.Row::value).toList());
  }

  /** Adds a part, or replaces the one of its number. */
  void put(Upload upload, ObjectFiles.Staged bytes, Part part) {
    store.write(() -> {
      if (!uploads.contains(keyOf(upload))) {
        throw Refusals.noSuchUpload();
      }
      files.keep(bytes);
      String key = Key.of(upload.id(), String.format("%05d", part.number()));
      parts.get(key).ifPresent(old -> store.afterCommit(() -> files.delete(old.file())));
      parts.put(key, part);
      return part;
    });
  }

  /** Forgets an upload and its parts; false if it was gone already. */
  boolean remove(Upload upload) {
    return store.write(() -> {
      boolean there = uploads.contains(keyOf(upload));
      uploads.remove(keyOf(upload));
      for (Part part : parts.rows(Key.prefix(upload.id())).map(Table.Row::value).toList()) {
        store.afterCommit(() -> files.delete(part.file()));
      }
      parts.removeAll(Key.prefix(upload.id()));
      return there;
    });
  }

  /** The names of all files that parts refer to. */
  Stream<String> files() {
    return parts.rows("").map(row -> row.value().file());
  }

  private static String keyOf(Upload upload) {
    return Key.of(upload.bucket(), upload.key(), upload.id());
  }
}
