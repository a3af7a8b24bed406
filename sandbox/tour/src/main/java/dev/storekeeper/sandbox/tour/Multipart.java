package dev.storekeeper.sandbox.tour;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/** A multipart/form-data body (RFC 7578) for a small upload. */
public final class Multipart {
  private final String boundary = UUID.randomUUID().toString().replace("-", "");
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  /** The form that twine sends for a wheel. */
  public static Multipart uploadOf(SampleWheel wheel) {
    byte[] content = wheel.content();
    return new Multipart()
        .field(":action", "file_upload")
        .field("protocol_version", "1")
        .field("metadata_version", "2.4")
        .field("name", wheel.name())
        .field("version", wheel.version())
        .field("filetype", "bdist_wheel")
        .field("pyversion", "py3")
        .field("sha256_digest", sha256(content))
        .file("content", wheel.fileName(), content);
  }

  Multipart field(String name, String value) {
    return part("form-data; name=\"" + name + "\"", "", value.getBytes(StandardCharsets.UTF_8));
  }

  Multipart file(String name, String fileName, byte[] content) {
    return part(
        "form-data; name=\"" + name + "\"; filename=\"" + fileName + "\"",
        "Content-Type: application/octet-stream\r\n",
        content);
  }

  /** The value of the request's Content-Type. */
  public String contentType() {
    return "multipart/form-data; boundary=" + boundary;
  }

  /** The body's bytes. */
  public byte[] body() {
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

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
