package dev.storekeeper.cleanup.publish;

import dev.storekeeper.cleanup.publish.PublishException.Kind;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Finds the file in which a package describes itself. */
final class Archives {
  private static final int MAX_BYTES = 16 << 20;
  private static final int BUFFER = 1 << 16;

  private Archives() {}

  /**
   * The first file of a {@code .tar.gz} whose name matches.
   *
   * @throws PublishException if there is none, or if the archive is damaged
   */
  static byte[] fromTarGz(Path archive, Pattern name) throws PublishException {
    try (InputStream file = Files.newInputStream(archive);
        InputStream tar = new BufferedInputStream(new GZIPInputStream(file, BUFFER), BUFFER)) {
      return found(TarReader.find(tar, name.asMatchPredicate(), MAX_BYTES), name);
    } catch (IOException e) {
      throw damaged(e);
    }
  }

  /**
   * The first file of a zip archive whose name matches.
   *
   * @throws PublishException if there is none, or if the archive is damaged
   */
  static byte[] fromZip(Path archive, Pattern name) throws PublishException {
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      return found(find(zip, name), name);
    } catch (IOException e) {
      throw damaged(e);
    }
  }

  private static Optional<byte[]> find(ZipFile zip, Pattern name) throws IOException {
    Enumeration<? extends ZipEntry> entries = zip.entries();
    while (entries.hasMoreElements()) {
      ZipEntry entry = entries.nextElement();
      if (name.matcher(entry.getName()).matches()) {
        try (InputStream content = zip.getInputStream(entry)) {
          byte[] bytes = content.readNBytes(MAX_BYTES + 1);
          if (bytes.length > MAX_BYTES) {
            throw new ZipException(entry.getName() + " has more than " + MAX_BYTES + " bytes");
          }
          return Optional.of(bytes);
        }
      }
    }
    return Optional.empty();
  }

  private static byte[] found(Optional<byte[]> content, Pattern name) throws PublishException {
    return content.orElseThrow(() ->
        new PublishException(Kind.REFUSED, "The archive has no file whose name matches " + name));
  }

  private static PublishException damaged(IOException e) {
    return new PublishException(Kind.REFUSED, "The archive cannot be read: " + e.getMessage(), e);
  }
}
