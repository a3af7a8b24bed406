package dev.storekeeper.cleanup.report;

import dev.storekeeper.cleanup.bucket.Sha256;
import dev.storekeeper.cleanup.plan.Row;
import dev.storekeeper.codeartifact.PackageCoordinates;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Versions as 64 bits of a SHA-256, so that a million of them fit in a few megabytes. Two of a
 * million versions have the same key once in forty million reports. Not safe for use by several
 * threads.
 */
final class RowKeys {
  private final MessageDigest digest = Sha256.digest();

  /** Tells a version of a repository from others. */
  long inRepository(Row row) {
    return hash(row.version().coordinates().repository() + "/" + path(row));
  }

  /** Tells a version from others, in whichever repository it is. */
  long inDomain(Row row) {
    return hash(path(row));
  }

  private static String path(Row row) {
    PackageCoordinates coordinates = row.version().coordinates();
    // None of these can contain a slash.
    return String.join(
        "/",
        coordinates.format(),
        coordinates.namespace(),
        coordinates.name(),
        row.version().version());
  }

  private long hash(String text) {
    return ByteBuffer.wrap(digest.digest(text.getBytes(StandardCharsets.UTF_8))).getLong();
  }
}
