package dev.storekeeper.benchmarks.cleanup;

import dev.storekeeper.cleanup.bucket.Bucket;
import dev.storekeeper.cleanup.bucket.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** A bucket in a folder, which lasts when workers are killed. An object is there whole or not. */
final class FolderBucket implements Bucket {
  private final Path objects;
  private final Path incoming;

  FolderBucket(Path folder) throws IOException {
    objects = Files.createDirectories(folder.resolve("objects"));
    incoming = Files.createDirectories(folder.resolve("incoming"));
  }

  /** The sizes of all objects with a prefix. */
  long size(String prefix) throws IOException {
    long size = 0;
    for (String key : keys(prefix)) {
      size += Files.size(path(key));
    }
    return size;
  }

  @Override
  public Stored put(String key, byte[] content, String contentType) throws IOException {
    receive(new ByteArrayInputStream(content), key, true);
    return head(key).orElseThrow();
  }

  @Override
  public Stored put(String key, Path file, String contentType) throws IOException {
    try (InputStream content = Files.newInputStream(file)) {
      receive(content, key, true);
    }
    return head(key).orElseThrow();
  }

  @Override
  public Stored putIfAbsent(String key, InputStream content, long size, String sha256)
      throws IOException {
    receive(content, key, false);
    Stored stored = head(key).orElseThrow();
    if (!stored.sha256().equals(sha256)) {
      throw new IOException(key + ": something else is there");
    }
    return stored;
  }

  private void receive(InputStream content, String key, boolean replaces) throws IOException {
    Path file = incoming.resolve(UUID.randomUUID().toString());
    Files.copy(content, file);
    Files.createDirectories(path(key).getParent());
    try {
      if (replaces) {
        Files.move(file, path(key), StandardCopyOption.ATOMIC_MOVE);
      } else {
        Files.createLink(path(key), file);
        Files.delete(file);
      }
    } catch (FileAlreadyExistsException e) {
      Files.delete(file);
    }
  }

  @Override
  public Optional<Stored> head(String key) throws IOException {
    if (!Files.exists(path(key))) {
      return Optional.empty();
    }
    var digest = Sha256.digest();
    try (InputStream content = Files.newInputStream(path(key))) {
      byte[] buffer = new byte[1 << 16];
      for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
    String sha256 = HexFormat.of().formatHex(digest.digest());
    return Optional.of(new Stored(Files.size(path(key)), sha256, "\"" + sha256 + "\""));
  }

  @Override
  public InputStream open(String key) throws IOException {
    return Files.newInputStream(path(key));
  }

  @Override
  public InputStream open(String key, String etag) throws IOException {
    if (!head(key).map(Stored::etag).equals(Optional.of(etag))) {
      throw new IOException(key + " is not what it was: expected ETag " + etag);
    }
    return open(key);
  }

  @Override
  public List<String> list(String prefix, Optional<String> after) throws IOException {
    return keys(prefix).stream()
        .filter(key -> after.filter(it -> key.compareTo(it) <= 0).isEmpty())
        .toList();
  }

  private List<String> keys(String prefix) throws IOException {
    try (Stream<Path> files = Files.walk(objects)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> objects.relativize(file).toString())
          .filter(key -> key.startsWith(prefix))
          .sorted()
          .toList();
    }
  }

  @Override
  public String link(String key) {
    return path(key).toUri().toString();
  }

  private Path path(String key) {
    return objects.resolve(key);
  }
}
