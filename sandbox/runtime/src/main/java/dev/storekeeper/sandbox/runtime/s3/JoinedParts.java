package dev.storekeeper.sandbox.runtime.s3;

import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;

/** The bytes of files one after the other, one open at a time. Not safe for use by many threads. */
final class JoinedParts extends InputStream {
  private final ObjectFiles files;
  private final Iterator<String> names;
  private InputStream current = InputStream.nullInputStream();

  JoinedParts(ObjectFiles files, List<String> names) {
    this.files = files;
    this.names = List.copyOf(names).iterator();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = current.read(buffer, offset, length);
    while (count < 0 && names.hasNext()) {
      current.close();
      current = files.open(names.next());
      count = current.read(buffer, offset, length);
    }
    return count;
  }

  @Override
  public void close() throws IOException {
    current.close();
  }
}
