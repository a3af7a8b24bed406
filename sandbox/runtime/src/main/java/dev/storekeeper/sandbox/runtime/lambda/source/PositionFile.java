package dev.storekeeper.sandbox.runtime.lambda.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;

/**
 * Where a reader of a stream is, kept in a file. The file is replaced as a whole: after a crash
 * there is the old position or the new one.
 */
public final class PositionFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final String streamArn;

  /**
   * The position of one reader in one stream.
   *
   * @param state the sandbox's state folder
   * @param reader the ARN of the pipe or function that reads
   */
  public PositionFile(Path state, String reader, String streamArn) {
    byte[] name = (reader + "\n" + streamArn).getBytes(StandardCharsets.UTF_8);
    this.file = state.resolve("positions").resolve(UUID.nameUUIDFromBytes(name) + ".json");
    this.streamArn = streamArn;
  }

  /**
   * The saved position, empty before the first save.
   *
   * @throws IllegalStateException if the file is damaged
   */
  public Optional<String> load() {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      JsonNode saved = JSON.readTree(Files.readAllBytes(file));
      if (saved != null && saved.path("position").isTextual()) {
        return Optional.of(saved.path("position").textValue());
      }
    } catch (IOException e) {
      throw damaged(e);
    }
    throw damaged(null);
  }

  /** Saves a position for good before it returns. */
  public void save(String position) {
    byte[] content =
        JSON.createObjectNode()
            .put("stream", streamArn)
            .put("position", position)
            .toString()
            .getBytes(StandardCharsets.UTF_8);
    try {
      Files.createDirectories(file.getParent());
      Path next = file.resolveSibling(file.getFileName() + ".next");
      try (FileChannel channel =
          FileChannel.open(
              next,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.TRUNCATE_EXISTING)) {
        ByteBuffer buffer = ByteBuffer.wrap(content);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        channel.force(false);
      }
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot save the position " + file, e);
    }
  }

  private IllegalStateException damaged(@org.jspecify.annotations.Nullable Throwable cause) {
    return new IllegalStateException(
        "the position file " + file + " is damaged; delete it to read the stream from its start",
        cause);
  }
}
