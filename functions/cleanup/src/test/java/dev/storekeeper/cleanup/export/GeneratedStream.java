package dev.storekeeper.cleanup.export;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/** Many bytes from nowhere, which counts what was read. */
public final class GeneratedStream extends InputStream {
  private static final int BLOCK = 1 << 16;

  private final long size;
  private final AtomicLong produced;
  private long position;

  /** So many bytes; adds to a count what is read. */
  public GeneratedStream(long size, AtomicLong produced) {
    this.size = size;
    this.produced = produced;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) {
    if (position == size) {
      return -1;
    }
    int count = (int) Math.min(length, Math.min(size - position, BLOCK - position % BLOCK));
    Arrays.fill(buffer, offset, offset + count, (byte) (position / BLOCK));
    position += count;
    produced.addAndGet(count);
    return count;
  }
}
