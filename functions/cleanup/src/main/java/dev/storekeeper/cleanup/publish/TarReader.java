package dev.storekeeper.cleanup.publish;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds one file in a tar archive (POSIX.1-2017, pax interchange format, and GNU's long names)
 * without unpacking it. What it holds in memory is bounded.
 */
final class TarReader {
  private static final int BLOCK = 512;
  private static final int MAX_NAME = 1 << 20;

  /** No archive of CodeArtifact's largest size has sensibly more. */
  private static final long MAX_UNPACKED = 64L << 30;

  private final InputStream in;
  private final byte[] header = new byte[BLOCK];
  private long unpacked;
  private String longName = "";

  private TarReader(InputStream in) {
    this.in = in;
  }

  /**
   * The content of the first regular file whose name is wanted; a leading {@code ./} does not
   * count.
   *
   * @throws IOException if the archive is damaged, or if the file is larger than {@code max} bytes
   */
  static Optional<byte[]> find(InputStream in, Predicate<String> wanted, int max)
      throws IOException {
    return new TarReader(in).find(wanted, max);
  }

  private Optional<byte[]> find(Predicate<String> wanted, int max) throws IOException {
    while (nextHeader()) {
      long size = number(124, 12);
      switch (header[156]) {
        case 'L' -> longName = new String(content(size, MAX_NAME), StandardCharsets.UTF_8);
        case 'x' -> longName = paxPath(content(size, MAX_NAME)).orElse(longName);
        case '0', 0, '7' -> {
          String name = name();
          if (wanted.test(name)) {
            return Optional.of(content(size, max));
          }
          skip(padded(size));
        }
        default -> {
          longName = "";
          skip(padded(size));
        }
      }
    }
    return Optional.empty();
  }

  private boolean nextHeader() throws IOException {
    int read = in.readNBytes(header, 0, BLOCK);
    count(read);
    if (read == 0) {
      return false;
    }
    if (read < BLOCK) {
      throw new EOFException("the archive ends within a header");
    }
    int sum = 0;
    boolean empty = true;
    for (int i = 0; i < BLOCK; i++) {
      empty &= header[i] == 0;
      sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xff;
    }
    if (!empty && number(148, 8) != sum) {
      throw new IOException("a header of the archive is damaged");
    }
    return !empty;
  }

  private String name() {
    String name;
    if (longName.isEmpty()) {
      String prefix = header[257] == 'u' && header[262] == 0 ? text(345, 155) : "";
      name = prefix.isEmpty() ? text(0, 100) : prefix + "/" + text(0, 100);
    } else {
      int end = longName.indexOf('\0');
      name = end < 0 ? longName : longName.substring(0, end);
    }
    longName = "";
    return name.startsWith("./") ? name.substring(2) : name;
  }

  private String text(int offset, int length) {
    int end = offset;
    while (end < offset + length && header[end] != 0) {
      end++;
    }
    return new String(header, offset, end - offset, StandardCharsets.UTF_8);
  }

  /** Octal digits, or GNU's binary form with the first bit set. */
  private long number(int offset, int length) throws IOException {
    long value = 0;
    if ((header[offset] & 0x80) != 0) {
      for (int i = offset + length - 8; i < offset + length; i++) {
        value = value << 8 | (header[i] & 0xff);
      }
    } else {
      for (String digits = text(offset, length).strip(); !digits.isEmpty(); digits = "") {
        if (!digits.matches("[0-7]{1,20}")) {
          throw new IOException("a header of the archive has a number that is none");
        }
        value = Long.parseLong(digits, 8);
      }
    }
    if (value < 0) {
      throw new IOException("a header of the archive has a negative size");
    }
    return value;
  }

  /** The path of a pax header, whose records are {@code length key=value\n}. */
  private static Optional<String> paxPath(byte[] records) throws IOException {
    int position = 0;
    while (position < records.length) {
      int space = position;
      while (space < records.length && records[space] != ' ') {
        space++;
      }
      String digits = new String(records, position, space - position, StandardCharsets.US_ASCII);
      int length = digits.matches("[0-9]{1,7}") ? Integer.parseInt(digits) : 0;
      if (length <= space - position || length > records.length - position) {
        throw new IOException("an extended header of the archive is damaged");
      }
      String record =
          new String(records, space + 1, position + length - space - 2, StandardCharsets.UTF_8);
      if (record.startsWith("path=")) {
        return Optional.of(record.substring(5));
      }
      position += length;
    }
    return Optional.empty();
  }

  private byte[] content(long size, int max) throws IOException {
    if (size > max) {
      throw new IOException(
          "a file of the archive has %d bytes, expected at most %d".formatted(size, max));
    }
    byte[] content = in.readNBytes((int) size);
    count(content.length);
    if (content.length < size) {
      throw new EOFException("the archive ends within a file");
    }
    skip(padded(size) - size);
    return content;
  }

  private void skip(long bytes) throws IOException {
    count(bytes);
    in.skipNBytes(bytes);
  }

  private void count(long bytes) throws IOException {
    unpacked += bytes;
    if (unpacked > MAX_UNPACKED || bytes > MAX_UNPACKED) {
      throw new IOException("the archive has more than " + MAX_UNPACKED + " bytes");
    }
  }

  private static long padded(long size) throws IOException {
    if (size > MAX_UNPACKED) {
      throw new IOException("the archive has more than " + MAX_UNPACKED + " bytes");
    }
    return (size + BLOCK - 1) / BLOCK * BLOCK;
  }
}
