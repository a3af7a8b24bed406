package dev.storekeeper.sandbox.runtime.s3;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.storekeeper.sandbox.runtime.AwsException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.Optional;

/** Reading objects. */
final class ReadOperations {
  private static final int BUFFER = 1 << 16;
  private static final int LOOKS = 5;

  /** What a query may change in the answer (GetObject, "Overriding response header values"). */
  private static final Map<String, String> OVERRIDES =
      Map.of(
          "response-content-type", "Content-Type",
          "response-content-language", "Content-Language",
          "response-content-disposition", "Content-Disposition",
          "response-content-encoding", "Content-Encoding",
          "response-cache-control", "Cache-Control",
          "response-expires", "Expires");

  private final ObjectIndex index;
  private final ObjectFiles files;
  private final Access access;

  ReadOperations(ObjectIndex index, ObjectFiles files, Access access) {
    this.index = index;
    this.files = files;
    this.access = access;
  }

  void get(S3Request request, Bucket bucket) throws IOException {
    for (int look = 1; ; look++) {
      ObjectVersion version = find(request, bucket);
      new Preconditions(request).beforeReading(version);
      try (InputStream content = files.open(version.content().file())) {
        send(request, version, content);
        return;
      } catch (NoSuchFileException e) {
        // It was replaced between the look into the index and now.
        if (look == LOOKS) {
          throw e;
        }
      }
    }
  }

  void head(S3Request request, Bucket bucket) throws IOException {
    ObjectVersion version = find(request, bucket);
    new Preconditions(request).beforeReading(version);
    Optional<ByteRange> range = describe(request, version);
    request
        .exchange()
        .getResponseHeaders()
        .set(
            "Content-Length",
            Long.toString(range.map(ByteRange::length).orElse(version.content().size())));
    S3Answers.empty(request.exchange(), range.isPresent() ? 206 : 200);
  }

  private ObjectVersion find(S3Request request, Bucket bucket) {
    if (request.query().containsKey("partNumber")) {
      throw Refusals.notServed("partNumber");
    }
    Optional<String> id = request.versionId();
    Optional<ObjectVersion> found =
        id.isPresent()
            ? index.version(bucket.name(), request.key(), id.get())
            : index.current(bucket.name(), request.key());
    Headers answer = request.exchange().getResponseHeaders();
    if (found.filter(ObjectVersion::marker).isPresent()) {
      answer.set("x-amz-delete-marker", "true");
      ObjectOperations.tellVersion(answer, found.get());
      if (id.isPresent()) {
        throw new AwsException(
            405, "MethodNotAllowed", "The specified method is not allowed against this resource.");
      }
    }
    return found
        .filter(version -> !version.marker())
        .orElseThrow(() ->
            access.missing(
                request, bucket, id.isPresent() ? Refusals.noSuchVersion() : Refusals.noSuchKey()));
  }

  /** Writes the headers and returns the range that is to be sent, if it is not everything. */
  private static Optional<ByteRange> describe(S3Request request, ObjectVersion version) {
    Headers answer = request.exchange().getResponseHeaders();
    ObjectVersion.Content content = version.content();
    content.headers().forEach(answer::set);
    OVERRIDES.forEach((parameter, header) ->
        request.parameter(parameter).ifPresent(value -> answer.set(header, value)));
    content.metadata().forEach((name, value) -> answer.set("x-amz-meta-" + name, value));
    answer.set("ETag", ObjectOperations.quoted(content.etag()));
    answer.set("Last-Modified", S3Answers.header(version.lastModified()));
    answer.set("Accept-Ranges", "bytes");
    answer.set("x-amz-server-side-encryption", "AES256");
    ObjectOperations.tellVersion(answer, version);
    Optional<ByteRange> range =
        request.header("Range").flatMap(header -> ByteRange.of(header, content.size()));
    if (range.isPresent()) {
      answer.set("Content-Range", range.get().of(content.size()));
    } else if (request.header("x-amz-checksum-mode").isPresent()) {
      content
          .checksums()
          .forEach((name, value) -> answer.set(ChecksumAlgorithm.valueOf(name).header(), value));
      answer.set("x-amz-checksum-type", content.composite() ? "COMPOSITE" : "FULL_OBJECT");
    }
    return range;
  }

  private static void send(S3Request request, ObjectVersion version, InputStream content)
      throws IOException {
    HttpExchange exchange = request.exchange();
    Optional<ByteRange> range = describe(request, version);
    long length = range.map(ByteRange::length).orElse(version.content().size());
    content.skipNBytes(range.map(ByteRange::first).orElse(0L));
    exchange.sendResponseHeaders(range.isPresent() ? 206 : 200, length == 0 ? -1 : length);
    if (length > 0) {
      copy(content, exchange.getResponseBody(), length);
    }
  }

  private static void copy(InputStream in, OutputStream out, long length) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long left = length;
    while (left > 0) {
      int count = in.readNBytes(buffer, 0, (int) Math.min(buffer.length, left));
      if (count == 0) {
        throw new IOException("the file of an object ends early");
      }
      out.write(buffer, 0, count);
      left -= count;
    }
  }
}
