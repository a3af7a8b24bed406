package dev.storekeeper.cleanup.bucket;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The bucket of cleanup. Every failure is an {@link IOException}. Safe for use by many threads. */
public interface Bucket {
  /**
   * What is stored under a key.
   *
   * @param size bytes
   * @param sha256 64 lower-case hexadecimal digits, as S3 computed them when it was written
   * @param etag what S3 knows this content by
   */
  record Stored(long size, String sha256, String etag) {}

  /** Writes a small object, replacing what is there. */
  Stored put(String key, byte[] content, String contentType) throws IOException;

  /** Writes a file as an object, replacing what is there. */
  Stored put(String key, Path file, String contentType) throws IOException;

  /**
   * Writes an object of known size and hash unless one of its key is there, without holding it in
   * memory. S3 refuses it if the bytes have another hash.
   *
   * @return what is there afterwards, whoever wrote it
   */
  Stored putIfAbsent(String key, InputStream content, long size, String sha256) throws IOException;

  /** What is stored under a key; absent if nothing is. */
  Optional<Stored> head(String key) throws IOException;

  /** The content under a key. */
  InputStream open(String key) throws IOException;

  /** The content under a key, if it is still the one with this etag. */
  InputStream open(String key, String etag) throws IOException;

  /** The next keys with a prefix, sorted, at most 1,000: the first, or those after a key. */
  List<String> list(String prefix, Optional<String> after) throws IOException;

  /**
   * An address where a person can fetch an object without credentials, for a week at most. A link
   * that a function signs ends with the function's session, after some hours.
   */
  String link(String key);
}
