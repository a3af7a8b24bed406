package dev.storekeeper.sandbox.codeartifact.protocol;

import java.time.Instant;
import java.util.Map;

/**
 * A published asset.
 *
 * @param name its file name
 * @param size its size in bytes
 * @param hashes its checksums
 * @param uploaded when it was published
 * @param attributes what the protocol kept of it
 */
public record AssetView(
    String name, long size, Hashes hashes, Instant uploaded, Map<String, String> attributes) {
  public AssetView {
    attributes = Map.copyOf(attributes);
  }
}
