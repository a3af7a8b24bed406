package dev.storekeeper.usagetracking.trail;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;

/** The content of a gzip file, which fails as a damaged one does when it is too long. */
final class Bounded extends FilterInputStream {
  private final long max;
  private long left;

  Bounded(InputStream in, long max) {
    super(in);
    this.max = max;
    this.left = max;
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    count(value < 0 ? 0 : 1);
    return value;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = super.read(bytes, offset, length);
    count(Math.max(count, 0));
    return count;
  }

  private void count(int bytes) throws IOException {
    left -= bytes;
    if (left < 0) {
      throw new ZipException("the content is longer than " + max + " bytes");
    }
  }
}
