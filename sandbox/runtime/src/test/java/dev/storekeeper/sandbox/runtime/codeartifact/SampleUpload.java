package dev.storekeeper.sandbox.runtime.codeartifact;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The form in which twine uploads the smallest wheel of a project. */
final class SampleUpload {
  static final String CONTENT_TYPE = "multipart/form-data; boundary=b0undary";

  private SampleUpload() {}

  static byte[] of(String name) {
    String module = name.replaceAll("[-_.]+", "_").toLowerCase(Locale.ROOT);
    ByteArrayOutputStream form = new ByteArrayOutputStream();
    field(form, ":action", "file_upload");
    field(form, "protocol_version", "1");
    field(form, "metadata_version", "2.1");
    field(form, "name", name);
    field(form, "version", "1.0");
    field(form, "filetype", "bdist_wheel");
    field(form, "pyversion", "py3");
    text(
        form,
        "--b0undary\r\nContent-Disposition: form-data; name=\"content\"; filename=\""
            + module
            + "-1.0-py3-none-any.whl\"\r\nContent-Type: application/octet-stream\r\n\r\n");
    form.writeBytes(wheel(name, module));
    text(form, "\r\n--b0undary--\r\n");
    return form.toByteArray();
  }

  private static void field(ByteArrayOutputStream form, String name, String value) {
    text(
        form,
        "--b0undary\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
            .formatted(name, value));
  }

  private static void text(ByteArrayOutputStream form, String text) {
    form.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] wheel(String name, String module) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      String info = module + "-1.0.dist-info/";
      entry(zip, info + "METADATA", "Metadata-Version: 2.1\nName: " + name + "\nVersion: 1.0\n");
      entry(zip, info + "WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n");
      entry(zip, info + "RECORD", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void entry(ZipOutputStream zip, String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
