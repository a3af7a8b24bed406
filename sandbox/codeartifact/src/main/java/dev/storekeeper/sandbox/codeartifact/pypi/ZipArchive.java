package dev.storekeeper.sandbox.codeartifact.pypi;

import dev.storekeeper.sandbox.codeartifact.ServiceException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** Reads the one metadata file of a zip without unpacking anything else. */
final class ZipArchive {
  private ZipArchive() {}

  /**
   * Finds and reads the metadata file.
   *
   * @param wanted tells the metadata file by its entry name
   * @param siblings files that must lie in the same folder
   * @throws ServiceException 400 if the file is no zip, or has none or several such files
   * @throws IOException if the file cannot be read
   */
  static MetadataFile read(
      Path path, PypiLimits limits, Predicate<String> wanted, List<String> siblings)
      throws IOException {
    ZipDirectory.check(path, limits.directoryBytes());
    try (ZipFile zip = new ZipFile(path.toFile())) {
      ZipEntry entry = find(zip, limits, wanted);
      String folder = entry.getName().substring(0, entry.getName().lastIndexOf('/') + 1);
      for (String sibling : siblings) {
        if (zip.getEntry(folder + sibling) == null) {
          throw ServiceException.invalid(
              "The archive has no file " + Printable.quote(folder + sibling));
        }
      }
      return new MetadataFile(entry.getName(), content(zip, entry, limits.metadataBytes()));
    } catch (ZipException | EOFException broken) {
      throw ServiceException.invalid(
          "The file is no valid zip: " + Printable.quote(String.valueOf(broken.getMessage())));
    }
  }

  private static ZipEntry find(ZipFile zip, PypiLimits limits, Predicate<String> wanted) {
    if (zip.size() > limits.entries()) {
      throw ServiceException.invalid(
          "The archive has %d entries, at most %d are read"
              .formatted(zip.size(), limits.entries()));
    }
    @Nullable ZipEntry found = null;
    Enumeration<? extends ZipEntry> entries = zip.entries();
    while (entries.hasMoreElements()) {
      ZipEntry entry = entries.nextElement();
      MetadataFile.checkEntryName(entry.getName());
      if (wanted.test(entry.getName())) {
        if (found != null) {
          throw MetadataFile.twice(found.getName(), entry.getName());
        }
        found = entry;
      }
    }
    if (found == null) {
      throw ServiceException.invalid("The archive has no metadata file");
    }
    return found;
  }

  private static byte[] content(ZipFile zip, ZipEntry entry, int limit) throws IOException {
    try (InputStream content = zip.getInputStream(entry)) {
      byte[] bytes = content.readNBytes(limit + 1);
      if (bytes.length > limit) {
        throw MetadataFile.tooLarge(entry.getName(), limit);
      }
      return bytes;
    }
  }
}
