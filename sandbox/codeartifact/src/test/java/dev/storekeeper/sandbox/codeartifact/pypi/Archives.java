package dev.storekeeper.sandbox.codeartifact.pypi;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Makes distributions, good ones and bad ones. */
public final class Archives {
  private Archives() {}

  public static String metadata(String name, String version, String... more) {
    return "Metadata-Version: 2.1\nName: "
        + name
        + "\nVersion: "
        + version
        + "\n"
        + String.join("\n", more)
        + "\n\nRead me.\n";
  }

  public static byte[] wheel(String name, String version, String metadata) {
    return wheel(name + "-" + version + ".dist-info/", metadata, Map.of());
  }

  static byte[] wheel(String folder, String metadata, Map<String, String> more) {
    Map<String, String> files = new LinkedHashMap<>();
    files.put(folder + "METADATA", metadata);
    files.put(folder + "WHEEL", "Wheel-Version: 1.0\n");
    files.put(folder + "RECORD", "");
    files.putAll(more);
    return zip(files);
  }

  static byte[] zip(Map<String, String> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return bytes.toByteArray();
  }

  public static byte[] sdist(String name, String version, String metadata) {
    return tarGz(
        Map.of(
            name + "-" + version + "/PKG-INFO",
            metadata,
            name + "-" + version + "/src/x.egg-info/PKG-INFO",
            "not this one"));
  }

  static byte[] tarGz(Map<String, String> files) {
    return gzip(tar(files));
  }

  static byte[] tar(Map<String, String> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      for (Map.Entry<String, String> file : files.entrySet()) {
        byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(file.getKey(), true);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return bytes.toByteArray();
  }

  static byte[] gzip(byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return bytes.toByteArray();
  }
}
