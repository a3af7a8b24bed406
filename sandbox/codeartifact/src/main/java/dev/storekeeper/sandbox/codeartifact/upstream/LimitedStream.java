package dev.storekeeper.sandbox.codeartifact.upstream;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** A stream that fails when it gives more bytes or takes more time than it may. */
final class LimitedStream extends FilterInputStream {
  private final String what;
  private final long mostBytes;
  private final long deadline;
  private long bytes;

  /** Limits a stream; the text names it in messages. */
  LimitedStream(InputStream in, String what, long mostBytes, Duration mostTime) {
    super(in);
    this.what = what;
    this.mostBytes = mostBytes;
    this.deadline = System.nanoTime() + mostTime.toNanos();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = super.read(buffer, offset, length);
    bytes += Math.max(count, 0);
    if (bytes > mostBytes) {
      throw new PublicFailure(what + " is larger than the limit of " + mostBytes + " bytes");
    }
    if (System.nanoTime() - deadline > 0) {
      throw new PublicFailure(what + " takes too long");
    }
    return count;
  }

  @Override
  public long skip(long count) throws IOException {
    return read(new byte[(int) Math.min(count, 8192)]);
  }
}
