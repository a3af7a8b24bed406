package dev.storekeeper.cleanup.publish;

import dev.storekeeper.cleanup.bucket.Bucket;
import dev.storekeeper.cleanup.export.ExportedAsset;
import dev.storekeeper.cleanup.export.VerifyingStream;
import dev.storekeeper.cleanup.publish.PublishException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Exported assets as files, for protocols that have to look into them before they send them. */
final class Downloads {
  private static final int BUFFER = 1 << 16;

  private final Bucket bucket;
  private final Path folder;
  private final long room;

  /**
   * Downloads from a bucket.
   *
   * @param folder an existing folder for one file at a time
   * @param room how many bytes it has room for
   */
  Downloads(Bucket bucket, Path folder, long room) {
    this.bucket = bucket;
    this.folder = folder;
    this.room = room;
  }

  /**
   * An asset as a file, whose size and SHA-256 are right. Closing it deletes the file.
   *
   * @param file the file
   * @param md5 32 lower-case hexadecimal digits
   * @param sha1 40 digits
   * @param sha512 the bytes of the hash
   */
  record Download(Path file, String md5, String sha1, byte[] sha512) implements AutoCloseable {
    @Override
    public void close() throws PublishException {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw new PublishException(Kind.TRANSIENT, "Cannot delete a temporary file", e);
      }
    }
  }

  Download fetch(ExportedAsset asset) throws PublishException {
    if (asset.size() > room) {
      throw new PublishException(
          Kind.REFUSED,
          "Asset %s has %d bytes, but temporary files may have %d"
              .formatted(asset.name(), asset.size(), room));
    }
    Path file = Calls.ask(() -> Files.createTempFile(folder, "asset-", ""));
    try {
      return copied(asset, file);
    } catch (IOException e) {
      new Download(file, "", "", new byte[0]).close();
      throw new PublishException(
          Kind.TRANSIENT, "Cannot fetch asset " + asset.name() + ": " + e.getMessage(), e);
    }
  }

  private Download copied(ExportedAsset asset, Path file) throws IOException {
    MessageDigest md5 = digest("MD5");
    MessageDigest sha1 = digest("SHA-1");
    MessageDigest sha512 = digest("SHA-512");
    try (InputStream content =
            new VerifyingStream(bucket.open(asset.key()), asset.size(), asset.sha256());
        OutputStream out =
            new DigestOutputStream(
                new DigestOutputStream(
                    new DigestOutputStream(Files.newOutputStream(file), sha512), sha1),
                md5)) {
      byte[] buffer = new byte[BUFFER];
      for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
        out.write(buffer, 0, read);
      }
    }
    return new Download(
        file,
        HexFormat.of().formatHex(md5.digest()),
        HexFormat.of().formatHex(sha1.digest()),
        sha512.digest());
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
