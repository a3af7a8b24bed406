package dev.storekeeper.usagetracking.trail;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;

/**
 * The content of a gzip file, hashed while it is read. CloudTrail's digests hold the SHA-256 of the
 * uncompressed content.
 */
public final class Expanded implements AutoCloseable {
  private final DigestInputStream content;

  private Expanded(DigestInputStream content) {
    this.content = content;
  }

  /**
   * Expands a stream, which is closed with this.
   *
   * @param max how many bytes the content may have
   * @throws IOException if it is no gzip file
   */
  public static Expanded open(InputStream compressed, long max) throws IOException {
    return new Expanded(
        new DigestInputStream(new Bounded(new GZIPInputStream(compressed, 65_536), max), sha256()));
  }

  /** The content; reading more than its bound throws an IOException that says so. */
  public InputStream content() {
    return content;
  }

  /** Reads the rest and answers the SHA-256 of all, in hexadecimal digits. */
  public String sha256OfAll() throws IOException {
    content.transferTo(OutputStream.nullOutputStream());
    return HexFormat.of().formatHex(content.getMessageDigest().digest());
  }

  @Override
  public void close() throws IOException {
    content.close();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
