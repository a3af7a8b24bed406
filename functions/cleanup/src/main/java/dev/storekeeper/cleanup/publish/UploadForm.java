package dev.storekeeper.cleanup.publish;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * The form of an upload: text fields and then one file (RFC 7578).
 *
 * @param boundary what separates its parts; occurs in none of them
 * @param text all parts but the file, and the headers of the file
 */
record UploadForm(String boundary, StringBuilder text) {
  private static final String LINE = "\r\n";

  /**
   * An empty form.
   *
   * @param sha256 the hash of the file, which neither the file nor a field taken from it contains
   */
  static UploadForm of(String sha256) {
    return new UploadForm("storekeeper-" + sha256.substring(0, 40), new StringBuilder());
  }

  UploadForm field(String name, String value) {
    text.append("--").append(boundary).append(LINE);
    text.append("Content-Disposition: form-data; name=\"").append(name).append('"');
    text.append(LINE).append(LINE).append(value).append(LINE);
    return this;
  }

  UploadForm fields(Map<String, List<String>> fields) {
    fields.forEach((name, values) -> values.forEach(value -> field(name, value)));
    return this;
  }

  String contentType() {
    return "multipart/form-data; boundary=" + boundary;
  }

  /** The whole form; the file's name has no quotes and no control characters. */
  Body body(String name, String fileName, Body file) {
    String head =
        text
            + "--"
            + boundary
            + LINE
            + "Content-Disposition: form-data; name=\"%s\"; filename=\"%s\""
                .formatted(name, fileName)
            + LINE
            + "Content-Type: application/octet-stream"
            + LINE
            + LINE;
    String tail = LINE + "--" + boundary + "--" + LINE;
    return Body.of(
        Body.of(head.getBytes(StandardCharsets.UTF_8)),
        file,
        Body.of(tail.getBytes(StandardCharsets.UTF_8)));
  }
}
