package dev.storekeeper.sandbox.runtime.lambda.host;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A function's log: a file that is appended to and, line by line, a consumer. At 32 MiB the file is
 * put aside as {@code <function>.log.1}, in place of the one before. Safe for use by many threads.
 */
final class FunctionLog implements AutoCloseable {
  private static final long MAX_SIZE = 32L << 20;

  private final String function;
  private final Path file;
  private final Consumer<LogLine> consumer;
  private @Nullable OutputStream out;
  private long size;

  FunctionLog(String function, Path folder, Consumer<LogLine> consumer) {
    this.function = function;
    this.file = folder.resolve(function + ".log");
    this.consumer = consumer;
  }

  void line(String text) {
    try {
      append(text);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the log " + file, e);
    }
    consumer.accept(new LogLine(function, text));
  }

  private synchronized void append(String text) throws IOException {
    if (out == null) {
      Files.createDirectories(file.toAbsolutePath().getParent());
      out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      size = Files.size(file);
    }
    byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
    out.write(bytes);
    size += bytes.length;
    if (size > MAX_SIZE) {
      out.close();
      out = null;
      Files.move(
          file,
          file.resolveSibling(file.getFileName() + ".1"),
          StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @Override
  public synchronized void close() {
    try {
      if (out != null) {
        out.close();
        out = null;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close the log " + file, e);
    }
  }
}
