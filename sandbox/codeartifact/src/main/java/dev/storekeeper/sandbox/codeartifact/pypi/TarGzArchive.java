package dev.storekeeper.sandbox.codeartifact.pypi;

import dev.storekeeper.sandbox.codeartifact.ServiceException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.jspecify.annotations.Nullable;

/**
 * Reads the one PKG-INFO of a tar.gz, passing over the whole archive once. The bytes that one
 * entry's headers may take are bounded, because the tar reader keeps long names, extended headers
 * and sparse maps in memory and follows chains of them by recursion.
 */
final class TarGzArchive {
  private static final int BUFFER = 1 << 16;
  private static final int HEADER_BYTES = 256 << 10;

  private final PypiLimits limits;
  private final BudgetedStream unpacked;
  private final TarArchiveInputStream tar;
  private @Nullable MetadataFile found;

  private TarGzArchive(InputStream compressed, PypiLimits limits) throws IOException {
    this.limits = limits;
    this.unpacked =
        new BudgetedStream(new GZIPInputStream(compressed, BUFFER), limits.unpackedBytes());
    this.tar = new TarArchiveInputStream(unpacked, StandardCharsets.UTF_8.name());
  }

  /**
   * Finds and reads {@code {folder}/PKG-INFO}.
   *
   * @throws ServiceException 400 if the file is no valid tar.gz, or has none or several such files
   * @throws IOException if the file cannot be opened
   */
  static MetadataFile readPkgInfo(Path path, PypiLimits limits) throws IOException {
    try (InputStream compressed = new BufferedInputStream(Files.newInputStream(path), BUFFER)) {
      return readPkgInfo(compressed, limits);
    }
  }

  private static MetadataFile readPkgInfo(InputStream compressed, PypiLimits limits) {
    try {
      return new TarGzArchive(compressed, limits).read();
    } catch (IOException | IllegalArgumentException broken) {
      // The tar reader tells a broken archive by these two only.
      throw ServiceException.invalid(
          "The file is no valid tar.gz: " + Printable.quote(String.valueOf(broken.getMessage())));
    }
  }

  private MetadataFile read() throws IOException {
    @Nullable TarArchiveEntry entry = next();
    for (int count = 1; entry != null; count++) {
      if (count > limits.entries()) {
        throw ServiceException.invalid(
            "The archive has more than " + limits.entries() + " entries");
      }
      visit(entry);
      entry = next();
    }
    finish();
    if (found == null) {
      throw ServiceException.invalid("The archive has no file {name}-{version}/PKG-INFO");
    }
    return found;
  }

  private @Nullable TarArchiveEntry next() throws IOException {
    unpacked.allow(HEADER_BYTES);
    TarArchiveEntry entry = tar.getNextEntry();
    unpacked.allow(Long.MAX_VALUE);
    return entry;
  }

  private void visit(TarArchiveEntry entry) throws IOException {
    MetadataFile.checkEntryName(entry.getName());
    if (entry.isSparse()) {
      throw ServiceException.invalid(
          "Entry %s of the archive is a sparse file".formatted(Printable.quote(entry.getName())));
    }
    if (MetadataFile.isPkgInfo(entry.getName())) {
      keep(entry);
    }
    byte[] passed = new byte[BUFFER];
    while (tar.read(passed) >= 0) {}
  }

  private void keep(TarArchiveEntry entry) throws IOException {
    if (found != null) {
      throw MetadataFile.twice(found.entry(), entry.getName());
    }
    byte kind = entry.getLinkFlag();
    if (kind != TarConstants.LF_NORMAL && kind != TarConstants.LF_OLDNORM) {
      throw ServiceException.invalid(Printable.quote(entry.getName()) + " is no regular file");
    }
    byte[] bytes = tar.readNBytes(limits.metadataBytes() + 1);
    if (bytes.length > limits.metadataBytes()) {
      throw MetadataFile.tooLarge(entry.getName(), limits.metadataBytes());
    }
    found = new MetadataFile(entry.getName(), bytes);
  }

  /** Reads on to the end, where gzip keeps its checksum. */
  private void finish() throws IOException {
    byte[] passed = new byte[BUFFER];
    while (unpacked.read(passed) >= 0) {}
  }
}
