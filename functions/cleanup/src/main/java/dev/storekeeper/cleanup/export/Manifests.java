package dev.storekeeper.cleanup.export;

import dev.storekeeper.cleanup.bucket.Bucket;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The manifests in the bucket, and whether what they name is there. */
public final class Manifests {
  private static final int MAX_BYTES = 16 << 20;
  private static final String CONTENT_TYPE = "application/json";

  private final Bucket bucket;

  /** Those of a bucket. */
  public Manifests(Bucket bucket) {
    this.bucket = bucket;
  }

  /**
   * Reads a manifest.
   *
   * @throws ExportException if there is none, if it is no manifest or the one of another key, or if
   *     it cannot be read
   */
  public Manifest read(String key) throws ExportException {
    return find(key)
        .orElseThrow(() -> new ExportException("There is no manifest " + key + " in the bucket"));
  }

  /**
   * Asks the bucket whether every asset is there with its size and hash.
   *
   * @throws ExportException if one is missing or differs, or if that cannot be found out
   */
  public void checkAssets(Manifest manifest) throws ExportException {
    for (ExportedAsset asset : manifest.assets()) {
      Bucket.Stored stored =
          head(asset.key())
              .orElseThrow(() ->
                  new ExportException(
                      "Asset " + asset.name() + " is missing in the bucket: " + asset.key()));
      checkStored(asset.key(), stored, asset.size(), asset.sha256());
    }
  }

  Optional<Manifest> find(String key) throws ExportException {
    try {
      if (bucket.head(key).isEmpty()) {
        return Optional.empty();
      }
      byte[] bytes;
      try (InputStream content = bucket.open(key)) {
        bytes = content.readNBytes(MAX_BYTES + 1);
      }
      if (bytes.length > MAX_BYTES) {
        throw new ExportException(key + " is larger than " + MAX_BYTES + " bytes");
      }
      Manifest manifest = ManifestCodec.read(bytes);
      if (!ExportKeys.manifest(manifest.version(), manifest.revision()).equals(key)) {
        throw new ExportException(key + " is the manifest of another version");
      }
      return Optional.of(manifest);
    } catch (IllegalArgumentException e) {
      throw new ExportException(key + " is no manifest: " + e.getMessage(), false, e);
    } catch (IOException e) {
      throw new ExportException("Cannot read " + key + ": " + e.getMessage(), true, e);
    }
  }

  void write(String key, Manifest manifest) throws ExportException {
    byte[] bytes = ManifestCodec.write(manifest);
    if (bytes.length > MAX_BYTES) {
      throw new ExportException(key + " would be larger than " + MAX_BYTES + " bytes");
    }
    try {
      bucket.put(key, bytes, CONTENT_TYPE);
    } catch (IOException e) {
      throw new ExportException("Cannot write " + key + ": " + e.getMessage(), true, e);
    }
  }

  Optional<Bucket.Stored> head(String key) throws ExportException {
    try {
      return bucket.head(key);
    } catch (IOException e) {
      throw new ExportException("Cannot look at " + key + ": " + e.getMessage(), true, e);
    }
  }

  static void checkStored(String key, Bucket.Stored stored, long size, String sha256)
      throws ExportException {
    if (stored.size() != size || !stored.sha256().equals(sha256)) {
      throw new ExportException(
          "%s: found %d bytes with SHA-256 %s, expected %d bytes with %s"
              .formatted(key, stored.size(), stored.sha256(), size, sha256));
    }
  }
}
