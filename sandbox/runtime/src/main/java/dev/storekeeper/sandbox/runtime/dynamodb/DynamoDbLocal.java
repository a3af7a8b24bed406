package dev.storekeeper.sandbox.runtime.dynamodb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

/**
 * The official DynamoDB Local, run as a process of its own that listens on loopback only, sends no
 * telemetry and ends with this one, even if this one is killed. What it acknowledged survives its
 * own being killed. A process that ended by itself is started again at the next use. Safe for use
 * by many threads.
 */
public final class DynamoDbLocal implements AutoCloseable {
  private final Path classPath;
  private final Path state;
  private final Path archive;
  private DynamoDbProcess process;
  private boolean closed;

  private DynamoDbLocal(Path classPath, Path state, Path archive) throws IOException {
    this.classPath = classPath;
    this.state = state;
    this.archive = archive;
    this.process = DynamoDbProcess.start(classPath, state, archive);
  }

  /**
   * Starts DynamoDB Local and waits until it answers, at most a minute.
   *
   * @param classPath the folder with DynamoDB Local's jars; the class archive that the first one to
   *     end leaves beside it makes the next ones start sooner
   * @param state where its data and its log go; made if it is not there
   * @throws IllegalStateException if the folder has no DynamoDB Local; the message says how to make
   *     it
   * @throws IOException if the process cannot be started; the message names its log
   */
  public static DynamoDbLocal start(Path classPath, Path state) throws IOException {
    return start(classPath, state, classPath.toAbsolutePath().resolveSibling("dynamodb-local.jsa"));
  }

  /** The same with a class archive of its own place, which several may share. */
  static DynamoDbLocal start(Path classPath, Path state, Path archive) throws IOException {
    requireJars(classPath);
    Path data = Files.createDirectories(state.resolve("dynamodb"));
    PosixFileAttributeView owner = Files.getFileAttributeView(data, PosixFileAttributeView.class);
    if (owner != null) {
      owner.setPermissions(PosixFilePermissions.fromString("rwx------"));
    }
    return new DynamoDbLocal(classPath, state, archive);
  }

  /**
   * Where it answers now, {@code http://127.0.0.1:<port>/}; another port after a restart.
   *
   * @throws IllegalStateException if it was closed
   */
  public synchronized URI endpoint() {
    if (closed) {
      throw new IllegalStateException("DynamoDB Local was stopped");
    }
    if (!process.running()) {
      try {
        process = DynamoDbProcess.start(classPath, state, archive);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return URI.create("http://127.0.0.1:" + process.port() + "/");
  }

  /** The running process, for tests that kill it. */
  synchronized ProcessHandle handle() {
    return process.handle();
  }

  @Override
  public synchronized void close() {
    closed = true;
    process.stop();
  }

  static boolean isMain(Path jar) {
    return jar.getFileName().toString().matches("DynamoDBLocal-[0-9.]+\\.jar");
  }

  private static void requireJars(Path classPath) throws IOException {
    if (Files.isDirectory(classPath)) {
      try (Stream<Path> files = Files.list(classPath)) {
        if (files.anyMatch(DynamoDbLocal::isMain)) {
          return;
        }
      }
    }
    throw new IllegalStateException(
        "no DynamoDBLocal jar in "
            + classPath
            + "; make it with: mvn -B process-resources -pl sandbox/dynamodb-local");
  }
}
