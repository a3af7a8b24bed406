package dev.storekeeper.sandbox.runtime;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The folder that a sandbox keeps everything in, held by one sandbox at a time. */
final class StateFolder implements AutoCloseable {
  private final Path path;
  private final FileChannel lockFile;

  private StateFolder(Path path, FileChannel lockFile) {
    this.path = path;
    this.lockFile = lockFile;
  }

  /**
   * Makes the folder if it is absent and takes it.
   *
   * @throws SandboxException if another sandbox has it or it cannot be made
   */
  static StateFolder take(Path path) {
    try {
      Files.createDirectories(path);
      FileChannel channel =
          FileChannel.open(
              path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock(channel) == null) {
        channel.close();
        throw new SandboxException("another sandbox uses the state folder " + path);
      }
      return new StateFolder(path, channel);
    } catch (IOException e) {
      throw new SandboxException("the state folder " + path + " cannot be used: " + e, e);
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    lockFile.close();
  }
}
