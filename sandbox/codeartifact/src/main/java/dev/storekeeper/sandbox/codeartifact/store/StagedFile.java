package dev.storekeeper.sandbox.codeartifact.store;

import dev.storekeeper.sandbox.codeartifact.protocol.Hashes;
import dev.storekeeper.sandbox.codeartifact.protocol.StagedAsset;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Received bytes in the incoming folder, already forced to disk. */
record StagedFile(Path path, long size, Hashes hashes) implements StagedAsset {
  @Override
  public void close() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
