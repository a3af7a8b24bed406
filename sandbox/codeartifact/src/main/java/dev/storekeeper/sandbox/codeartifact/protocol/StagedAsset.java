package dev.storekeeper.sandbox.codeartifact.protocol;

import java.nio.file.Path;

/** Received content that nobody sees yet. Closing it without publishing throws it away. */
public interface StagedAsset extends AutoCloseable {
  /** Where the bytes are until they are published or thrown away. */
  Path path();

  /** The size in bytes. */
  long size();

  /** The checksums of the bytes. */
  Hashes hashes();

  @Override
  void close();
}
