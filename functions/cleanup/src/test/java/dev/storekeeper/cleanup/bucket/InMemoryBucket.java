package dev.storekeeper.cleanup.bucket;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A bucket in memory, with faults on demand. Thread-safe. */
public final class InMemoryBucket implements Bucket {
  /** Is asked before every call, and again after every call that wrote something. */
  @FunctionalInterface
  public interface Faults {
    /** Throws to make the call fail: before it, or after it was carried out. */
    void at(String operation, String key, boolean carriedOut) throws IOException;
  }

  /** Fewer than S3 has, so that pages are turned. */
  private static final int PAGE = 3;

  private record Thing(byte[] content, Stored stored) {}

  private final SortedMap<String, Thing> objects = new TreeMap<>();
  private Faults faults = (_, _, _) -> {};

  /** Makes calls fail from now on. */
  public synchronized void faults(Faults these) {
    faults = these;
  }

  @Override
  public synchronized Stored put(String key, byte[] content, String contentType)
      throws IOException {
    faults.at("put", key, false);
    Stored stored = write(key, content.clone());
    faults.at("put", key, true);
    return stored;
  }

  @Override
  public synchronized Stored put(String key, Path file, String contentType) throws IOException {
    return put(key, Files.readAllBytes(file), contentType);
  }

  @Override
  public synchronized Stored putIfAbsent(String key, InputStream content, long size, String sha256)
      throws IOException {
    faults.at("putIfAbsent", key, false);
    byte[] bytes = content.readAllBytes();
    if (bytes.length != size || !Sha256.hex(bytes).equals(sha256)) {
      throw new IOException(key + ": the bytes have another size or hash");
    }
    @Nullable Thing there = objects.get(key);
    if (there != null && !there.stored().sha256().equals(sha256)) {
      throw new IOException(key + ": something else is there");
    }
    Stored stored = there == null ? write(key, bytes) : there.stored();
    faults.at("putIfAbsent", key, true);
    return stored;
  }

  @Override
  public synchronized Optional<Stored> head(String key) throws IOException {
    faults.at("head", key, false);
    return Optional.ofNullable(objects.get(key)).map(Thing::stored);
  }

  @Override
  public synchronized InputStream open(String key) throws IOException {
    faults.at("open", key, false);
    return new ByteArrayInputStream(found(key).content());
  }

  @Override
  public synchronized InputStream open(String key, String etag) throws IOException {
    faults.at("open", key, false);
    Thing thing = found(key);
    if (!thing.stored().etag().equals(etag)) {
      throw new IOException(key + " is not what it was: expected ETag " + etag);
    }
    return new ByteArrayInputStream(thing.content());
  }

  @Override
  public synchronized List<String> list(String prefix, Optional<String> after) throws IOException {
    faults.at("list", prefix, false);
    return objects.keySet().stream()
        .filter(
            key -> key.startsWith(prefix) && after.filter(it -> key.compareTo(it) <= 0).isEmpty())
        .limit(PAGE)
        .toList();
  }

  @Override
  public String link(String key) {
    return "https://bucket.example.com/" + key;
  }

  private Stored write(String key, byte[] content) {
    String sha256 = Sha256.hex(content);
    Stored stored = new Stored(content.length, sha256, "\"" + sha256.substring(0, 32) + "\"");
    objects.put(key, new Thing(content, stored));
    return stored;
  }

  private Thing found(String key) throws IOException {
    @Nullable Thing thing = objects.get(key);
    if (thing == null) {
      throw new IOException(key + " is not there");
    }
    return thing;
  }
}
