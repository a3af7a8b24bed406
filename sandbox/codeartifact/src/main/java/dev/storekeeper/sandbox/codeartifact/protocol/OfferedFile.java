package dev.storekeeper.sandbox.codeartifact.protocol;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A file that a public repository offers and that is not stored here.
 *
 * @param version the version that it belongs to
 * @param name its name
 * @param address where its bytes are
 * @param sha256 the checksum that they must have, in lower-case hex
 * @param size their number
 * @param uploaded when they were uploaded there
 * @param attributes what the protocol keeps of it besides, as of an {@link AssetName}
 */
public record OfferedFile(
    String version,
    String name,
    URI address,
    Optional<String> sha256,
    OptionalLong size,
    Optional<Instant> uploaded,
    Map<String, String> attributes) {
  public OfferedFile {
    attributes = Map.copyOf(attributes);
  }

  /** The version and the name; the address may hold what logs must not. */
  @Override
  public String toString() {
    return version + "/" + name;
  }
}
