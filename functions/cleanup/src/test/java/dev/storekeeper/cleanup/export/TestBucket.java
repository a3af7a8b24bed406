package dev.storekeeper.cleanup.export;

import dev.storekeeper.cleanup.bucket.Bucket;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** A bucket in memory. */
public class TestBucket implements Bucket {
  private final Map<String, byte[]> objects = new ConcurrentSkipListMap<>();
  private Faults faults = Faults.none();

  /** What fails from now on. */
  public final void faults(Faults next) {
    faults = next;
  }

  /** Its keys and their bytes, which a test may change. */
  public final Map<String, byte[]> objects() {
    return objects;
  }

  @Override
  public Stored put(String key, byte[] content, String contentType) throws IOException {
    before("put");
    objects.put(key, content.clone());
    after("put");
    return stored(content);
  }

  @Override
  public Stored put(String key, Path file, String contentType) throws IOException {
    return put(key, Files.readAllBytes(file), contentType);
  }

  @Override
  public Stored putIfAbsent(String key, InputStream content, long size, String sha256)
      throws IOException {
    before("putIfAbsent");
    byte[] bytes = content.readNBytes((int) size);
    if (bytes.length != size || !hash(bytes).equals(sha256)) {
      throw new IOException("BadDigest");
    }
    objects.putIfAbsent(key, bytes);
    after("putIfAbsent");
    return stored(objects.getOrDefault(key, bytes));
  }

  @Override
  public Optional<Stored> head(String key) throws IOException {
    before("head");
    return Optional.ofNullable(objects.get(key)).map(TestBucket::stored);
  }

  @Override
  public InputStream open(String key) throws IOException {
    before("open");
    byte[] bytes =
        Optional.ofNullable(objects.get(key)).orElseThrow(() -> new FileNotFoundException(key));
    return new ByteArrayInputStream(bytes);
  }

  @Override
  public InputStream open(String key, String etag) throws IOException {
    return open(key);
  }

  @Override
  public List<String> list(String prefix, Optional<String> after) {
    return objects.keySet().stream()
        .filter(
            key -> key.startsWith(prefix) && after.filter(it -> key.compareTo(it) <= 0).isEmpty())
        .toList();
  }

  @Override
  public String link(String key) {
    return "link:" + key;
  }

  /** The SHA-256 of bytes as lower-case hexadecimal digits. */
  public static String hash(byte[] bytes) {
    return hash("SHA-256", bytes);
  }

  /** A hash of bytes as lower-case hexadecimal digits. */
  public static String hash(String algorithm, byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Stored stored(byte[] bytes) {
    return new Stored(bytes.length, hash(bytes), hash("MD5", bytes));
  }

  private void before(String operation) throws IOException {
    if (faults.next(Faults.Moment.BEFORE)) {
      throw new IOException(operation + " failed");
    }
  }

  private void after(String operation) throws IOException {
    if (faults.next(Faults.Moment.AFTER)) {
      throw new IOException("the answer to " + operation + " was lost");
    }
  }
}
