package dev.storekeeper.cleanup.publish;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.Objects;

/** The base64 form of a stream's bytes, with padding and without line breaks (RFC 4648, 4). */
final class Base64Stream extends FilterInputStream {
  /** A multiple of three, so that only the last block is padded. */
  private static final int BLOCK = 3 * 8_192;

  private byte[] encoded = {};
  private int position;

  Base64Stream(InputStream in) {
    super(in);
  }

  /** How many bytes so many bytes become. */
  static long length(long bytes) {
    return Math.addExact(bytes, 2) / 3 * 4;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    int read = read(one, 0, 1);
    return read < 0 ? read : one[0];
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    if (length == 0) {
      return 0;
    }
    if (position == encoded.length) {
      encoded = Base64.getEncoder().encode(in.readNBytes(BLOCK));
      position = 0;
      if (encoded.length == 0) {
        return -1;
      }
    }
    int count = Math.min(length, encoded.length - position);
    System.arraycopy(encoded, position, buffer, offset, count);
    position += count;
    return count;
  }

  @Override
  public int available() {
    return encoded.length - position;
  }

  @Override
  public long skip(long bytes) throws IOException {
    return readNBytes((int) Math.min(bytes, BLOCK)).length;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
