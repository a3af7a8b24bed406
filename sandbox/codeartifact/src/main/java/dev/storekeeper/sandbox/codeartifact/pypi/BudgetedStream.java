package dev.storekeeper.sandbox.codeartifact.pypi;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Gives out no more bytes than it was last allowed, whatever its reader believes to need. */
final class BudgetedStream extends FilterInputStream {
  /** The budget is spent and the stream is not at its end. */
  static final class Exceeded extends IOException {
    Exceeded(String message) {
      super(message);
    }
  }

  private long total;
  private long part;

  BudgetedStream(InputStream source, long total) {
    super(source);
    this.total = total;
    this.part = total;
  }

  /** Allows so many bytes from here on, within what is left of the total. */
  void allow(long bytes) {
    part = bytes;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (total <= 0) {
      if (super.read() < 0) {
        return -1;
      }
      throw new Exceeded("it unpacks to more than is read");
    }
    if (part <= 0) {
      throw new Exceeded("an entry's header is too large");
    }
    int allowed = (int) Math.min(length, Math.min(total, part));
    int count = super.read(target, offset, allowed);
    if (count > 0) {
      total -= count;
      part -= count;
    }
    return count;
  }

  @Override
  public long skip(long bytes) throws IOException {
    byte[] skipped = new byte[(int) Math.min(Math.max(bytes, 0), 8_192)];
    return Math.max(0, read(skipped, 0, skipped.length));
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
