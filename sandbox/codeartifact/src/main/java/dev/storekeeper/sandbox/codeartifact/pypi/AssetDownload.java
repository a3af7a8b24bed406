package dev.storekeeper.sandbox.codeartifact.pypi;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.storekeeper.sandbox.codeartifact.ServiceException;
import dev.storekeeper.sandbox.codeartifact.protocol.AssetContent;
import dev.storekeeper.sandbox.codeartifact.protocol.PackageId;
import dev.storekeeper.sandbox.codeartifact.protocol.RepositoryAccess;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers {@code simple/{project}/{version}/{file}} from disk. */
final class AssetDownload {
  private static final int BUFFER = 1 << 16;

  private AssetDownload() {}

  static void answer(
      HttpExchange exchange,
      PackageId project,
      String version,
      String fileName,
      RepositoryAccess repository)
      throws IOException {
    AssetContent content =
        repository
            .open(project, version, fileName)
            .orElseThrow(() ->
                ServiceException.notFound(
                    "Version %s of %s has no file %s to download"
                        .formatted(
                            Printable.quote(version), project.name(), Printable.quote(fileName))));
    String tag = '"' + content.asset().hashes().sha256() + '"';
    Headers headers = exchange.getResponseHeaders();
    headers.set("ETag", tag);
    headers.set("Accept-Ranges", "bytes");
    if (matches(exchange.getRequestHeaders().get("If-None-Match"), tag)) {
      Responses.empty(exchange, 304);
      return;
    }
    headers.set("Content-Type", contentType(fileName));
    headers.set("X-Content-Type-Options", "nosniff");
    send(exchange, content, range(exchange, tag, content.asset().size()));
  }

  private static void send(HttpExchange exchange, AssetContent content, ByteRange range)
      throws IOException {
    long size = content.asset().size();
    Headers headers = exchange.getResponseHeaders();
    switch (range) {
      case ByteRange.Whole whole -> stream(exchange, 200, content, 0, size);
      case ByteRange.Part part -> {
        headers.set("Content-Range", "bytes " + part.first() + "-" + part.last() + "/" + size);
        stream(exchange, 206, content, part.first(), part.length());
      }
      case ByteRange.Unsatisfiable unsatisfiable -> {
        headers.set("Content-Range", "bytes */" + size);
        Responses.text(exchange, 416, "The file has " + size + " bytes");
      }
    }
  }

  private static void stream(
      HttpExchange exchange, int status, AssetContent content, long first, long length)
      throws IOException {
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", Long.toString(length));
      Responses.empty(exchange, status);
      return;
    }
    try (InputStream file = Files.newInputStream(content.file())) {
      file.skipNBytes(first);
      exchange.sendResponseHeaders(status, length == 0 ? -1 : length);
      copy(file, exchange.getResponseBody(), length);
    }
  }

  private static void copy(InputStream file, OutputStream target, long length) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long left = length;
    while (left > 0) {
      int count = file.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (count < 0) {
        throw new IOException("Asset ends " + left + " bytes before its size");
      }
      target.write(buffer, 0, count);
      left -= count;
    }
  }

  /** A Range counts for GET only, and after If-Range only for the very same bytes. */
  private static ByteRange range(HttpExchange exchange, String tag, long size) {
    @Nullable String condition = exchange.getRequestHeaders().getFirst("If-Range");
    boolean asked = exchange.getRequestMethod().equals("GET");
    if (!asked || (condition != null && !condition.strip().equals(tag))) {
      return new ByteRange.Whole();
    }
    return ByteRange.of(exchange.getRequestHeaders().getFirst("Range"), size);
  }

  private static boolean matches(@Nullable List<String> headers, String tag) {
    return headers != null
        && headers.stream()
            .flatMap(header -> Arrays.stream(header.split(",", -1)))
            .map(String::strip)
            .anyMatch(candidate ->
                candidate.equals("*") || candidate.equals(tag) || candidate.equals("W/" + tag));
  }

  private static String contentType(String fileName) {
    if (fileName.endsWith(".whl") || fileName.endsWith(".zip")) {
      return "application/zip";
    }
    return fileName.endsWith(".tar.gz") ? "application/gzip" : "application/octet-stream";
  }
}
