package dev.storekeeper.cleanup.export;

/**
 * A file of a version as {@code ListPackageVersionAssets} tells it.
 *
 * @param name the file's name, 1 to 255 characters
 * @param size bytes
 * @param hashes what CodeArtifact knows it by
 */
public record SourceAsset(String name, long size, Hashes hashes) {
  public SourceAsset {
    if (name.isEmpty() || name.length() > 255) {
      throw new IllegalArgumentException(
          "name: found " + name.length() + " characters, expected 1 to 255");
    }
    if (size < 0) {
      throw new IllegalArgumentException("size of " + name + ": found " + size + ", expected >= 0");
    }
  }
}
