package dev.storekeeper.sandbox.tour;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** A multipart/form-data body (RFC 7578). */
final class Multipart {
  private final String boundary = UUID.randomUUID().toString().replace("-", "");
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  Multipart field(String name, String value) {
    return part("form-data; name=\"" + name + "\"", "", value.getBytes(StandardCharsets.UTF_8));
  }

  Multipart file(String name, String fileName, byte[] content) {
    return part(
        "form-data; name=\"" + name + "\"; filename=\"" + fileName + "\"",
        "Content-Type: application/octet-stream\r\n",
        content);
  }

  String contentType() {
    return "multipart/form-data; boundary=" + boundary;
  }

  byte[] body() {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(body.toByteArray());
    whole.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII));
    return whole.toByteArray();
  }

  private Multipart part(String disposition, String headers, byte[] content) {
    String head =
        "--" + boundary + "\r\nContent-Disposition: " + disposition + "\r\n" + headers + "\r\n";
    body.writeBytes(head.getBytes(StandardCharsets.UTF_8));
    body.writeBytes(content);
    body.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    return this;
  }
}
