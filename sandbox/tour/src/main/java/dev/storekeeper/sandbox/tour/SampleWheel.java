package dev.storekeeper.sandbox.tour;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A complete Python wheel (PEP 427) to publish, the same bytes for the same values.
 *
 * @param name the project's normalised name
 * @param version its version
 * @param padding how many bytes of a comment make it larger than it needs to be
 */
public record SampleWheel(String name, String version, int padding) {

  /** The file's name. */
  public String fileName() {
    return module() + "-" + version + "-py3-none-any.whl";
  }

  /** The file's bytes. */
  public byte[] content() {
    String info = module() + "-" + version + ".dist-info/";
    Map<String, String> files = new LinkedHashMap<>();
    files.put(
        module() + ".py",
        "def greet():\n    return \"Hello from Storekeeper "
            + version
            + "\"\n\n\n# "
            + noise()
            + "\n");
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
            .formatted(name, version));
    files.put(
        info + "WHEEL",
        """
        Wheel-Version: 1.0
        Generator: storekeeper
        Root-Is-Purelib: true
        Tag: py3-none-any
        """);
    StringBuilder record = new StringBuilder();
    files.forEach((name, text) ->
        record.append("%s,sha256=%s,%d\n".formatted(name, recordHash(text), utf8(text).length)));
    files.put(info + "RECORD", record + info + "RECORD,,\n");
    return zip(files);
  }

  private String module() {
    return name.replace('-', '_');
  }

  /** Text that does not compress away. */
  private String noise() {
    byte[] bytes = new byte[padding / 2];
    new Random(name.hashCode()).nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
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
