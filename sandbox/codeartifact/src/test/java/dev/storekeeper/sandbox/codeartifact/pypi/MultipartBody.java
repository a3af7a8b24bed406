package dev.storekeeper.sandbox.codeartifact.pypi;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes the forms that uploaders send, and, since nothing is escaped, those that they should not.
 */
final class MultipartBody {
  private final String boundary;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  MultipartBody(String boundary) {
    this.boundary = boundary;
  }

  MultipartBody() {
    this("0f1e2d3c4b5a69788796a5b4c3d2e1f0");
  }

  String contentType() {
    return "multipart/form-data; boundary=\"" + boundary + "\"";
  }

  MultipartBody field(String name, String value) {
    return part(
        "Content-Disposition: form-data; name=\"" + name + "\"",
        value.getBytes(StandardCharsets.UTF_8));
  }

  MultipartBody file(String name, String fileName, byte[] content) {
    return part(
        "Content-Disposition: form-data; name=\""
            + name
            + "\"; filename=\""
            + fileName
            + "\"\r\nContent-Type: application/octet-stream",
        content);
  }

  MultipartBody part(String headers, byte[] content) {
    return raw("--" + boundary + "\r\n" + headers + "\r\n\r\n").raw(content).raw("\r\n");
  }

  MultipartBody raw(String text) {
    return raw(text.getBytes(StandardCharsets.UTF_8));
  }

  private MultipartBody raw(byte[] bytes) {
    body.writeBytes(bytes);
    return this;
  }

  /** The parts without the closing delimiter. */
  byte[] unfinished() {
    return body.toByteArray();
  }

  byte[] bytes() {
    ByteArrayOutputStream closed = new ByteArrayOutputStream();
    closed.writeBytes(body.toByteArray());
    closed.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII));
    return closed.toByteArray();
  }
}
