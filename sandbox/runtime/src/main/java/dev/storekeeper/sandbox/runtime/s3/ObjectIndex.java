package dev.storekeeper.sandbox.runtime.s3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import dev.storekeeper.sandbox.codeartifact.store.Codec;
import dev.storekeeper.sandbox.codeartifact.store.Key;
import dev.storekeeper.sandbox.codeartifact.store.MetadataStore;
import dev.storekeeper.sandbox.codeartifact.store.Table;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Which versions there are, in the order of keys and, of one key, the newest first. Every change is
 * durable when its method returns. Safe for use by many threads.
 */
final class ObjectIndex {
  /** Sorts behind every key that begins with the text before it. */
  private static final String LAST = "\uFFFF";

  private static final String SEQUENCE = "last";

  private final MetadataStore store;
  private final ObjectFiles files;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final Table<ObjectVersion> versions;
  private final Table<Long> sequences;

  ObjectIndex(MetadataStore store, ObjectFiles files, Clock clock) {
    this.store = store;
    this.files = files;
    this.clock = clock;
    this.versions = store.table("versions", ObjectVersion.CODEC);
    this.sequences =
        store.table(
            "sequences",
            new Codec<>() {
              @Override
              public JsonNode encode(Long value) {
                return LongNode.valueOf(value);
              }

              @Override
              public Long decode(JsonNode json) {
                return json.asLong();
              }
            });
  }

  /** The current version of a key; perhaps a marker. */
  Optional<ObjectVersion> current(String bucket, String key) {
    return store.read(() -> newest(bucket, key));
  }

  /** A version by its id. */
  Optional<ObjectVersion> version(String bucket, String key, String versionId) {
    return store.read(() -> find(bucket, key, versionId));
  }

  /**
   * Adds a version, or replaces the one there is where the bucket keeps none.
   *
   * @param bytes the content's bytes, which are kept
   * @param condition is told the current version first, and refuses by an exception
   */
  ObjectVersion put(
      Bucket bucket,
      String key,
      ObjectFiles.Staged bytes,
      ObjectVersion.Content content,
      Consumer<Optional<ObjectVersion>> condition) {
    return store.write(() -> {
      condition.accept(newest(bucket.name(), key).filter(version -> !version.marker()));
      files.keep(bytes);
      return add(bucket, key, false, content);
    });
  }

  /** What deleting did. */
  sealed interface Deletion {
    /** A version is gone for good. */
    record Removed(ObjectVersion version) implements Deletion {}

    /** A delete marker hides the object. */
    record Marked(ObjectVersion marker) implements Deletion {}

    /** There was nothing. */
    record Nothing() implements Deletion {}
  }

  /**
   * Deletes an object, or one version of it.
   *
   * @param condition is told the version that goes, if there is one, and refuses by an exception
   */
  Deletion delete(
      Bucket bucket,
      String key,
      Optional<String> versionId,
      Consumer<Optional<ObjectVersion>> condition) {
    return store.write(() -> {
      if (versionId.isEmpty() && bucket.versioning() != Bucket.Versioning.NEVER) {
        condition.accept(newest(bucket.name(), key).filter(version -> !version.marker()));
        return new Deletion.Marked(add(bucket, key, true, ObjectVersion.Content.NONE));
      }
      Optional<ObjectVersion> found =
          find(bucket.name(), key, versionId.orElse(ObjectVersion.UNVERSIONED));
      condition.accept(found);
      found.ifPresent(this::remove);
      return found.<Deletion>map(Deletion.Removed::new).orElseGet(Deletion.Nothing::new);
    });
  }

  /**
   * Visits the versions of a bucket whose keys begin with a prefix, in order.
   *
   * @param after visits only what comes after this place, see {@link #place} and {@link #placeOf}
   */
  void visit(String bucket, String prefix, String after, Consumer<Stream<ObjectVersion>> visitor) {
    store.read(() -> {
      visitor.accept(versions.rows(Key.prefix(bucket) + prefix, after).map(Table.Row::value));
      return true;
    });
  }

  /** The place behind all keys that begin with a text; behind a key with a NUL at its end. */
  static String place(String bucket, String start) {
    return Key.prefix(bucket) + start + LAST;
  }

  /** The place behind all versions of a key. */
  static String placeOf(String bucket, String key) {
    return Key.prefix(bucket, key) + LAST;
  }

  /** The place of a version. */
  static String placeOf(ObjectVersion version) {
    return Key.of(
        version.bucket(),
        version.key(),
        String.format("%016x", Long.MAX_VALUE - version.sequence()));
  }

  private ObjectVersion add(
      Bucket bucket, String key, boolean marker, ObjectVersion.Content content) {
    boolean keeps = bucket.versioning() == Bucket.Versioning.ENABLED;
    if (!keeps) {
      find(bucket.name(), key, ObjectVersion.UNVERSIONED).ifPresent(this::remove);
    }
    long sequence = sequences.get(SEQUENCE).orElse(0L) + 1;
    sequences.put(SEQUENCE, sequence);
    ObjectVersion added =
        new ObjectVersion(
            bucket.name(),
            key,
            keeps ? newId() : ObjectVersion.UNVERSIONED,
            sequence,
            clock.instant(),
            marker,
            content);
    versions.put(placeOf(added), added);
    return added;
  }

  private void remove(ObjectVersion version) {
    versions.remove(placeOf(version));
    store.afterCommit(() -> files.delete(version.content().file()));
  }

  private Optional<ObjectVersion> newest(String bucket, String key) {
    return versions.rows(Key.prefix(bucket, key)).map(Table.Row::value).findFirst();
  }

  private Optional<ObjectVersion> find(String bucket, String key, String versionId) {
    return versions
        .rows(Key.prefix(bucket, key))
        .map(Table.Row::value)
        .filter(version -> version.versionId().equals(versionId))
        .findFirst();
  }

  private String newId() {
    byte[] bytes = new byte[24];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).replace('-', '.');
  }

  /** The names of all files that versions refer to. */
  Stream<String> files() {
    return versions.rows("").map(row -> row.value().content().file());
  }
}
