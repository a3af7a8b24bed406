package dev.storekeeper.identity.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body in chunks (RFC 9112 section 7.1). */
final class ChunkedBody {
  private final InputStream in;
  private final BoundedLines lines;
  private final int maxBody;

  ChunkedBody(InputStream in, BoundedLines lines, int maxBody) {
    this.in = in;
    this.lines = lines;
    this.maxBody = maxBody;
  }

  byte[] read() throws IOException, FetchException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int size = size(); size > 0; size = size()) {
      if (body.size() + size > maxBody) {
        throw new FetchException("an answer of more than " + maxBody + " bytes");
      }
      byte[] chunk = in.readNBytes(size);
      if (chunk.length < size || !lines.next().isEmpty()) {
        throw new FetchException("a chunk that is not as long as it says");
      }
      body.writeBytes(chunk);
    }
    return body.toByteArray();
  }

  private int size() throws IOException, FetchException {
    String line = lines.next();
    int end = line.indexOf(';');
    String size = (end < 0 ? line : line.substring(0, end)).strip();
    if (!size.matches("[0-9a-fA-F]{1,7}")) {
      throw new FetchException("a chunk without a size");
    }
    return Integer.parseInt(size, 16);
  }
}
