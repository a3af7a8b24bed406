package dev.storekeeper.sandbox.runtime.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The file that keeps a provider's keys; only the user may read it (mode 0600). */
final class KeyFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;

  KeyFile(Path file) {
    this.file = file;
  }

  /**
   * The keys, the signing one last; none if there is no file.
   *
   * @throws UncheckedIOException if it cannot be read
   */
  List<SigningKey> read() {
    List<SigningKey> keys = new ArrayList<>();
    if (!Files.exists(file)) {
      return keys;
    }
    try {
      for (JsonNode key : JSON.readTree(file.toFile())) {
        keys.add(
            new SigningKey(
                key.path("id").asText(),
                SigningKey.Pair.decode(Base64.getDecoder().decode(key.path("key").asText())),
                Instant.parse(key.path("publishedFrom").asText())));
      }
      return keys;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the keys in " + file, e);
    }
  }

  /**
   * Replaces the file in one step.
   *
   * @throws UncheckedIOException if it cannot be written
   */
  void write(List<SigningKey> keys) {
    ArrayNode list = JSON.createArrayNode();
    for (SigningKey key : keys) {
      list.addObject()
          .put("id", key.id())
          .put("key", Base64.getEncoder().encodeToString(key.pair().encoded()))
          .put("publishedFrom", key.publishedFrom().toString());
    }
    try {
      Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
      Path fresh = Files.createTempFile(folder, "keys", ".json", onlyForTheUser());
      Files.writeString(fresh, list.toString());
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep the keys in " + file, e);
    }
  }

  private FileAttribute<?>[] onlyForTheUser() {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
