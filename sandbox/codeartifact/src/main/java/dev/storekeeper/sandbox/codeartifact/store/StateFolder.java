package dev.storekeeper.sandbox.codeartifact.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The folder that holds all state, open in one process at a time.
 *
 * <p>Layout: {@code lock}, {@code metadata.mv} (tables), {@code assets/} (published bytes, named by
 * SHA-256) and {@code incoming/} (bytes that nobody has acknowledged).
 */
public final class StateFolder implements AutoCloseable {
  private final Path root;
  private final FileChannel lockFile;

  private StateFolder(Path root, FileChannel lockFile) {
    this.root = root;
    this.lockFile = lockFile;
  }

  /**
   * Opens a folder, creating it if it does not exist.
   *
   * @throws IOException if it cannot be written or is open elsewhere
   */
  public static StateFolder open(Path root) throws IOException {
    Files.createDirectories(root);
    FileChannel channel =
        FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (tryLock(channel) == null) {
      channel.close();
      throw new IOException(
          "State folder " + root.toAbsolutePath() + " is open elsewhere; one process may use it");
    }
    StateFolder folder = new StateFolder(root, channel);
    Files.createDirectories(folder.assets());
    Files.createDirectories(folder.incoming());
    return folder;
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldByThisProcess) {
      return null;
    }
  }

  /** The file of the tables. */
  public Path metadata() {
    return root.resolve("metadata.mv");
  }

  /** The folder of published bytes. */
  public Path assets() {
    return root.resolve("assets");
  }

  /** The folder of bytes under way. */
  public Path incoming() {
    return root.resolve("incoming");
  }

  /** Lets others open the folder. */
  @Override
  public void close() throws IOException {
    lockFile.close();
  }
}
