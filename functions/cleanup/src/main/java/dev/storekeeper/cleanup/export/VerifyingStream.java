package dev.storekeeper.cleanup.export;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;

/**
 * Bytes whose size and hash are known beforehand. The last of them are handed out only once all
 * have the right hash, so that no receiver ever has the whole of something wrong. Not safe for use
 * by several threads at once.
 */
public final class VerifyingStream extends FilterInputStream {
  private final long size;
  private final String sha256;
  private final MessageDigest digest;
  private long count;
  private boolean checked;
  private Optional<String> problem = Optional.empty();

  /** A view of a stream that must have this size and hash. */
  public VerifyingStream(InputStream in, long size, String sha256) {
    super(in);
    this.size = size;
    this.sha256 = sha256;
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** What was wrong with the bytes, if they were longer than they should be or of another hash. */
  public Optional<String> problem() {
    return problem;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    int read = read(one, 0, 1);
    return read < 0 ? read : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    int read = length == 0 ? 0 : in.read(buffer, offset, length);
    if (read < 0) {
      if (count < size) {
        throw new IOException("ended after " + count + " of " + size + " bytes");
      }
      check();
      return read;
    }
    digest.update(buffer, offset, read);
    count += read;
    if (count > size) {
      throw wrong("found more than " + size + " bytes");
    }
    if (count == size) {
      check();
    }
    return read;
  }

  @Override
  public long skip(long bytes) throws IOException {
    long skipped = 0;
    byte[] buffer = new byte[8_192];
    while (skipped < bytes) {
      int read = read(buffer, 0, (int) Math.min(buffer.length, bytes - skipped));
      if (read < 0) {
        break;
      }
      skipped += read;
    }
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void check() throws IOException {
    if (!checked) {
      checked = true;
      String found = HexFormat.of().formatHex(digest.digest());
      if (!found.equals(sha256)) {
        throw wrong("found SHA-256 " + found + ", expected " + sha256);
      }
    }
    if (problem.isPresent()) {
      throw new IOException(problem.get());
    }
  }

  private IOException wrong(String text) {
    problem = Optional.of(text);
    return new IOException(text);
  }
}
