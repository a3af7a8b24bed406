package dev.storekeeper.sandbox.tour;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A small, complete Python wheel (PEP 427) to publish.
 *
 * @param version its version
 */
record SampleWheel(String version) {
  static final String NAME = "storekeeper-hello";
  private static final String MODULE = "storekeeper_hello";

  String fileName() {
    return MODULE + "-" + version + "-py3-none-any.whl";
  }

  byte[] content() {
    String info = MODULE + "-" + version + ".dist-info/";
    Map<String, String> files = new LinkedHashMap<>();
    files.put(
        MODULE + ".py", "def greet():\n    return \"Hello from Storekeeper " + version + "\"\n");
    files.put(
        info + "METADATA",
        """
        Metadata-Version: 2.4
        Name: %s
        Version: %s
        Summary: A package to try Storekeeper with
        License-Expression: Apache-2.0
        Requires-Python: >=3.8
        """
            .formatted(NAME, version));
    files.put(
        info + "WHEEL",
        """
        Wheel-Version: 1.0
        Generator: storekeeper
        Root-Is-Purelib: true
        Tag: py3-none-any
        """);
    StringBuilder record = new StringBuilder();
    files.forEach(
        (name, text) ->
            record.append(
                "%s,sha256=%s,%d\n".formatted(name, recordHash(text), utf8(text).length)));
    files.put(info + "RECORD", record + info + "RECORD,,\n");
    return zip(files);
  }

  private static byte[] zip(Map<String, String> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        ZipEntry entry = new ZipEntry(file.getKey());
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(utf8(file.getValue()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a zip in memory cannot fail", e);
    }
    return bytes.toByteArray();
  }

  private static String recordHash(String text) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(utf8(text));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
