package dev.storekeeper.cleanup.publish;

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

/** Makes real archives. */
final class Samples {
  static final String METADATA =
      """
      Metadata-Version: 2.3
      Name: My_Pkg.x
      Version: 1.0.0
      Summary: A widget
       in two lines
      Author: UNKNOWN
      Classifier: Programming Language :: Python :: 3
      Classifier: Topic :: Software Development
      Project-URL: Home, https://example.com/home
      Requires-Python: >=3.9
      Requires-Dist: requests >=2; extra == "net"
      Requires-Dist: attrs
      Provides-Extra: net
      Description-Content-Type: text/markdown

      # Widget

      Gr\u00fc\u00dfe
      """;

  private Samples() {}

  static byte[] wheel(String metadata) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("my_pkg_x/vendor/other-1.dist-info/METADATA", utf8("Name: other\n"));
    files.put("my_pkg_x-1.0.0.dist-info/METADATA", utf8(metadata));
    files.put("my_pkg_x-1.0.0.dist-info/WHEEL", utf8("Wheel-Version: 1.0\n"));
    files.put("my_pkg_x-1.0.0.dist-info/RECORD", utf8(""));
    return zip(files);
  }

  static byte[] sdist(String metadata) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("my_pkg_x-1.0.0/src/my_pkg_x.egg-info/PKG-INFO", utf8("Name: other\n"));
    files.put("my_pkg_x-1.0.0/PKG-INFO", utf8(metadata));
    return gzip(tar(files));
  }

  static byte[] tarball(String packageJson) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("package/node_modules/other/package.json", utf8("{\"name\":\"other\"}"));
    files.put("package/" + "deep/".repeat(60) + "file.js", utf8("deep"));
    files.put("package/package.json", utf8(packageJson));
    return gzip(tar(files));
  }

  static byte[] zip(Map<String, byte[]> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static byte[] tar(Map<String, byte[]> files) {
    return tar(files, TarArchiveOutputStream.LONGFILE_POSIX);
  }

  /**
   * A tar archive.
   *
   * @param longNames one of the modes of {@link TarArchiveOutputStream}
   */
  static byte[] tar(Map<String, byte[]> files, int longNames) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, "UTF-8")) {
      tar.setLongFileMode(longNames);
      tar.setAddPaxHeadersForNonAsciiNames(longNames == TarArchiveOutputStream.LONGFILE_POSIX);
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
        entry.setSize(file.getValue().length);
        tar.putArchiveEntry(entry);
        tar.write(file.getValue());
        tar.closeArchiveEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static byte[] gzip(byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
