package dev.storekeeper.identity.web;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads one HTTP/1.1 response (RFC 9112) of status 200, bounded, without compression. Anything
 * else, redirects included, is a failure.
 */
final class ResponseReader {
  private static final int MAX_HEAD = 16_384;
  private static final Set<String> ONCE =
      Set.of("content-length", "transfer-encoding", "content-encoding");

  private final BoundedLines lines;
  private final InputStream in;
  private final int maxBody;

  private ResponseReader(InputStream in, int maxBody) {
    this.in = in;
    this.lines = new BoundedLines(in, MAX_HEAD);
    this.maxBody = maxBody;
  }

  /** The body. */
  static byte[] read(InputStream in, int maxBody) throws IOException, FetchException {
    return new ResponseReader(in, maxBody).response();
  }

  private byte[] response() throws IOException, FetchException {
    String status = lines.next();
    if (!status.matches("HTTP/1\\.[01] [0-9]{3}( .*)?")) {
      throw new FetchException("an answer that is no HTTP/1.1");
    }
    if (!status.startsWith("200", 9)) {
      throw new FetchException("status " + status.substring(9, 12) + "; expected 200");
    }
    Map<String, String> headers = headers();
    if (!headers.getOrDefault("content-encoding", "identity").equals("identity")) {
      throw new FetchException("a compressed answer, which was not asked for");
    }
    return body(headers);
  }

  private Map<String, String> headers() throws IOException, FetchException {
    Map<String, String> headers = new HashMap<>();
    for (String line = lines.next(); !line.isEmpty(); line = lines.next()) {
      int colon = line.indexOf(':');
      if (colon < 1) {
        throw new FetchException("a header without a name");
      }
      String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
      String value = line.substring(colon + 1).strip().toLowerCase(Locale.ROOT);
      if (headers.put(name, value) != null && ONCE.contains(name)) {
        throw new FetchException("the header " + name + " twice");
      }
    }
    return headers;
  }

  private byte[] body(Map<String, String> headers) throws IOException, FetchException {
    String encoding = headers.get("transfer-encoding");
    String length = headers.get("content-length");
    if (encoding != null) {
      if (length != null || !encoding.equals("chunked")) {
        throw new FetchException("a transfer encoding other than chunked, or with a length");
      }
      return new ChunkedBody(in, lines, maxBody).read();
    }
    if (length == null) {
      return atMost(in.readNBytes(maxBody + 1));
    }
    if (!length.matches("[0-9]{1,18}") || Long.parseLong(length) > maxBody) {
      throw tooLong();
    }
    byte[] body = in.readNBytes(Integer.parseInt(length));
    if (body.length < Integer.parseInt(length)) {
      throw new FetchException("an answer that ends early");
    }
    return body;
  }

  private byte[] atMost(byte[] body) throws FetchException {
    if (body.length > maxBody) {
      throw tooLong();
    }
    return body;
  }

  private FetchException tooLong() {
    return new FetchException("an answer of more than " + maxBody + " bytes");
  }
}
