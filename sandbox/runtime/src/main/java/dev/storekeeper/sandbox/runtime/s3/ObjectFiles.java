package dev.storekeeper.sandbox.runtime.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The bytes of objects and parts, a file each. Order that survives a crash: bytes are forced to
 * disk under {@code incoming}, moved to {@code data}, and only then does the index refer to them;
 * files without a reference are swept when the store is opened.
 */
final class ObjectFiles {
  private static final Logger LOG = System.getLogger(ObjectFiles.class.getName());
  private static final int BUFFER = 1 << 16;

  private final Path incoming;
  private final Path data;

  ObjectFiles(Path folder) throws IOException {
    this.incoming = Files.createDirectories(folder.resolve("incoming"));
    this.data = Files.createDirectories(folder.resolve("data"));
  }

  /** What written bytes survive. */
  enum Durability {
    /** The end of the process. */
    PROCESS,
    /** A power failure too. */
    POWER
  }

  /** Bytes under way; closing them before they are kept throws them away. */
  record Staged(Path path, long size, Durability durability) implements AutoCloseable {
    String name() {
      return String.valueOf(path.getFileName());
    }

    @Override
    public void close() throws IOException {
      Files.deleteIfExists(path);
    }
  }

  /**
   * Receives bytes to their end.
   *
   * @param limit refuses more bytes than that
   * @param running is told all bytes as they come
   */
  Staged stage(
      InputStream content,
      long limit,
      List<ChecksumAlgorithm.Running> running,
      Durability durability)
      throws IOException {
    Path file = incoming.resolve(UUID.randomUUID().toString());
    boolean finished = false;
    try {
      Staged staged =
          new Staged(file, receive(content, file, limit, running, durability), durability);
      finished = true;
      return staged;
    } finally {
      if (!finished) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static long receive(
      InputStream content,
      Path file,
      long limit,
      List<ChecksumAlgorithm.Running> running,
      Durability durability)
      throws IOException {
    byte[] buffer = new byte[BUFFER];
    long size = 0;
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        OutputStream out = Channels.newOutputStream(channel)) {
      for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
        size += read;
        if (size > limit) {
          throw Refusals.tooLarge(limit);
        }
        for (ChecksumAlgorithm.Running checksum : running) {
          checksum.update(buffer, read);
        }
        out.write(buffer, 0, read);
      }
      if (durability == Durability.POWER) {
        channel.force(true);
      }
    }
    return size;
  }

  /** Moves bytes to their lasting place, before anything refers to them. */
  void keep(Staged staged) {
    Path target = path(staged.name());
    try {
      boolean created = !Files.exists(parent(target));
      Files.createDirectories(parent(target));
      Files.move(staged.path(), target, StandardCopyOption.ATOMIC_MOVE);
      if (staged.durability() == Durability.POWER) {
        force(parent(target));
      }
      if (staged.durability() == Durability.POWER && created) {
        force(data);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The kept bytes of a name. */
  InputStream open(String name) throws IOException {
    return Files.newInputStream(path(name));
  }

  /** Deletes what nothing refers to any more. If that fails, the next start does it. */
  void delete(String name) {
    try {
      if (!name.isEmpty()) {
        Files.deleteIfExists(path(name));
      }
    } catch (IOException e) {
      LOG.log(Level.WARNING, "cannot delete the bytes of a deleted object until the next start", e);
    }
  }

  /** Deletes what a crash left behind. */
  void sweep(Set<String> referenced) throws IOException {
    for (Path file : files(incoming)) {
      Files.delete(file);
    }
    for (Path file : files(data)) {
      if (!referenced.contains(String.valueOf(file.getFileName()))) {
        Files.delete(file);
      }
    }
  }

  private Path path(String name) {
    return data.resolve(name.substring(0, 2)).resolve(name);
  }

  private Path parent(Path target) {
    Path parent = target.getParent();
    return parent == null ? data : parent;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> found = Files.walk(folder, 2)) {
      return found.filter(Files::isRegularFile).toList();
    }
  }

  private static void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
