package dev.storekeeper.sandbox.codeartifact.store;

import dev.storekeeper.sandbox.codeartifact.ServiceException;
import dev.storekeeper.sandbox.codeartifact.protocol.StagedAsset;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The bytes of assets, each content once, named by its SHA-256.
 *
 * <p>Order that survives a crash: bytes are forced to disk under a temporary name, renamed, the
 * folder is forced to disk, and only then do the tables refer to them. So a reference never points
 * to missing or partial bytes; bytes without a reference are swept when the store is opened.
 */
public final class AssetFiles {
  private static final Logger LOG = System.getLogger(AssetFiles.class.getName());
  private static final int BUFFER_BYTES = 1 << 16;

  private final Path assets;
  private final Path incoming;
  private final long maximumBytes;

  /** The files of a folder; assets above the given size are refused. */
  public AssetFiles(StateFolder folder, long maximumBytes) {
    this.assets = folder.assets();
    this.incoming = folder.incoming();
    this.maximumBytes = maximumBytes;
  }

  /**
   * Streams content into the incoming folder.
   *
   * @throws ServiceException 413 above the size limit
   * @throws IOException if the content ends early or the disk fails
   */
  public StagedAsset stage(InputStream content) throws IOException {
    Path file = incoming.resolve(UUID.randomUUID().toString());
    boolean finished = false;
    try {
      StagedAsset staged = receive(content, file);
      finished = true;
      return staged;
    } finally {
      if (!finished) {
        Files.deleteIfExists(file);
      }
    }
  }

  private StagedAsset receive(InputStream content, Path file) throws IOException {
    Digests digests = new Digests();
    byte[] buffer = new byte[BUFFER_BYTES];
    long size = 0;
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
        size += read;
        if (size > maximumBytes) {
          throw tooLarge();
        }
        digests.update(buffer, read);
        writeFully(channel, ByteBuffer.wrap(buffer, 0, read));
      }
      channel.force(true);
    }
    return new StagedFile(file, size, digests.finish());
  }

  private ServiceException tooLarge() {
    return new ServiceException(
        413,
        "ServiceQuotaExceededException",
        "The asset is larger than the limit of " + maximumBytes + " bytes");
  }

  private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** Moves staged bytes to their lasting place; does nothing if the same bytes are there. */
  public void keep(StagedAsset staged) {
    String sha256 = staged.hashes().sha256();
    Path target = path(sha256);
    if (Files.exists(target)) {
      return;
    }
    try {
      Path folder = folder(sha256);
      boolean created = !Files.exists(folder);
      Files.createDirectories(folder);
      Files.move(staged.path(), target, StandardCopyOption.ATOMIC_MOVE);
      forceFolder(folder);
      if (created) {
        forceFolder(assets);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the bytes with a SHA-256 (lower-case hex) are, if they are kept. */
  public Path path(String sha256) {
    return folder(sha256).resolve(sha256);
  }

  private Path folder(String sha256) {
    return assets.resolve(sha256.substring(0, 2));
  }

  /** Deletes the bytes with a SHA-256. If that fails, the next start does it. */
  public void delete(String sha256) {
    try {
      Files.deleteIfExists(path(sha256));
    } catch (IOException e) {
      LOG.log(Level.WARNING, "Cannot delete an unreferenced asset until the next start", e);
    }
  }

  /** Deletes what a crash left behind: all incoming bytes and all bytes without a reference. */
  public void sweep(Predicate<String> referenced) throws IOException {
    for (Path file : files(incoming, 1)) {
      Files.delete(file);
    }
    for (Path file : files(assets, 2)) {
      if (!referenced.test(file.getFileName().toString())) {
        Files.delete(file);
      }
    }
  }

  private static List<Path> files(Path folder, int depth) throws IOException {
    try (Stream<Path> found = Files.walk(folder, depth)) {
      return found.filter(Files::isRegularFile).toList();
    }
  }

  private static void forceFolder(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
