package dev.storekeeper.sandbox.runtime.s3;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A body in the encoding {@code aws-chunked} (S3 API reference, "Signature calculations:
 * transferring payload in multiple chunks"): each chunk has its size in hexadecimal, perhaps a
 * signature, which is not checked, and its bytes; after the last, empty one come trailing headers.
 * A body that ends early or is malformed is refused. Not safe for use by many threads.
 */
final class ChunkedBody extends InputStream {
  private static final int MAX_LINE = 4096;
  private static final int MAX_TRAILERS = 16;

  private final InputStream in;
  private final Map<String, String> trailers = new LinkedHashMap<>();
  private long left;
  private boolean began;
  private boolean ended;

  ChunkedBody(InputStream in) {
    this.in = in;
  }

  /** The trailing headers by lower-case name; known once the body was read to its end. */
  Map<String, String> trailers() {
    return trailers;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (left == 0 && !ended) {
      nextChunk();
    }
    if (ended) {
      return -1;
    }
    int count = in.read(buffer, offset, (int) Math.min(length, left));
    if (count < 0) {
      throw Refusals.incompleteBody("the body ends within a chunk");
    }
    left -= count;
    return count;
  }

  private void nextChunk() throws IOException {
    if (began && !line().isEmpty()) {
      throw Refusals.incompleteBody("a chunk is longer than its size says");
    }
    began = true;
    String head = line();
    String size = head.split(";", 2)[0].strip();
    if (!size.matches("[0-9a-fA-F]{1,15}")) {
      throw Refusals.incompleteBody("a chunk begins with '" + size + "' instead of its size");
    }
    left = Long.parseLong(size, 16);
    if (left == 0) {
      ended = true;
      readTrailers();
    }
  }

  private void readTrailers() throws IOException {
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      if (colon < 1 || trailers.size() == MAX_TRAILERS) {
        throw Refusals.incompleteBody("a trailing header is malformed, or there are too many");
      }
      trailers.put(
          line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
          line.substring(colon + 1).strip());
    }
  }

  /** A line without its end; what ends the body ends a line. */
  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int next = in.read();
    while (next >= 0 && next != '\n') {
      if (line.size() == MAX_LINE) {
        throw Refusals.incompleteBody("a line between chunks is too long");
      }
      line.write(next);
      next = in.read();
    }
    String text = line.toString(StandardCharsets.US_ASCII);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }
}
