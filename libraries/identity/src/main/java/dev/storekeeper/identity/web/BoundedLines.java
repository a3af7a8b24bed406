package dev.storekeeper.identity.web;

import java.io.IOException;
import java.io.InputStream;

/** Lines of ASCII that end with a line feed, with a bound on all of them together. */
final class BoundedLines {
  private final InputStream in;
  private int left;

  BoundedLines(InputStream in, int limit) {
    this.in = in;
    this.left = limit;
  }

  /** The next line without its end. */
  String next() throws IOException, FetchException {
    StringBuilder line = new StringBuilder();
    while (true) {
      int next = in.read();
      if (next < 0) {
        throw new FetchException("an answer that ends early");
      }
      if (--left < 0) {
        throw new FetchException("an answer whose headers are too long");
      }
      if (next == '\n') {
        return line.toString();
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
  }
}
