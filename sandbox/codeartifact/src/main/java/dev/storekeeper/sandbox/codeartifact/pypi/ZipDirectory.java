package dev.storekeeper.sandbox.codeartifact.pypi;

import dev.storekeeper.sandbox.codeartifact.ServiceException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * Bounds a zip's central directory before anyone loads it, since readers hold it in memory whole
 * (APPNOTE.TXT sections 4.3.14 to 4.3.16). Stricter than readers are about where it is declared, so
 * that none of them finds another one.
 */
final class ZipDirectory {
  private static final int END_SIGNATURE = 0x06054b50;
  private static final int END_SIZE = 22;
  private static final int COMMENT_LENGTH_AT = 20;
  private static final int DIRECTORY_SIZE_AT = 12;
  private static final int LOCATOR_SIGNATURE = 0x07064b50;
  private static final int LOCATOR_SIZE = 20;
  private static final int LOCATED_AT = 8;
  private static final int LARGE_END_SIZE = 56;
  private static final int LARGE_DIRECTORY_SIZE_AT = 40;
  private static final int LONGEST_COMMENT = 0xffff;
  private static final long IN_LARGE_END = 0xffffffffL;

  private ZipDirectory() {}

  static void check(Path path, int limit) throws IOException {
    try (FileChannel file = FileChannel.open(path)) {
      long tailSize = Math.min(file.size(), LONGEST_COMMENT + END_SIZE + LOCATOR_SIZE);
      ByteBuffer tail = read(file, file.size() - tailSize, (int) tailSize);
      int end = end(tail);
      long declared = Integer.toUnsignedLong(tail.getInt(end + DIRECTORY_SIZE_AT));
      if (declared != IN_LARGE_END) {
        bound(declared, limit);
      }
      int locator = end - LOCATOR_SIZE;
      if (locator >= 0 && tail.getInt(locator) == LOCATOR_SIGNATURE) {
        bound(largeSize(file, tail.getLong(locator + LOCATED_AT)), limit);
      }
    }
  }

  private static int end(ByteBuffer tail) {
    for (int at = tail.limit() - END_SIZE; at >= 0; at--) {
      if (tail.getInt(at) == END_SIGNATURE) {
        int comment = Short.toUnsignedInt(tail.getShort(at + COMMENT_LENGTH_AT));
        if (at + END_SIZE + comment != tail.limit()) {
          throw notZip("its end record is not at its end");
        }
        return at;
      }
    }
    throw notZip("it has no end record");
  }

  private static long largeSize(FileChannel file, long at) throws IOException {
    if (at < 0 || at > file.size() - LARGE_END_SIZE) {
      throw notZip("its zip64 end record is outside of the file");
    }
    return read(file, at, LARGE_END_SIZE).getLong(LARGE_DIRECTORY_SIZE_AT);
  }

  private static void bound(long size, int limit) {
    if (size < 0 || size > limit) {
      throw ServiceException.invalid(
          "The zip's central directory has %s bytes, at most %d are read"
              .formatted(Long.toUnsignedString(size), limit));
    }
  }

  private static ByteBuffer read(FileChannel file, long position, int size) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining() && file.read(buffer, position + buffer.position()) >= 0) {}
    return buffer.flip();
  }

  private static ServiceException notZip(String reason) {
    return ServiceException.invalid("The file is no valid zip: " + reason);
  }
}
