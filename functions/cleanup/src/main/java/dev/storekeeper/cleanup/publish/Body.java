package dev.storekeeper.cleanup.publish;

import dev.storekeeper.cleanup.export.ExportedAsset;
import dev.storekeeper.cleanup.export.VerifyingStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The body of a request, of known length.
 *
 * @param length bytes
 * @param content the bytes
 */
record Body(long length, Content content) {

  /** These bytes. */
  static Body of(byte[] bytes) {
    return new Body(bytes.length, () -> new ByteArrayInputStream(bytes));
  }

  /** The bytes of an asset; reading breaks off before the end if they are not what they must be. */
  static Body of(ExportedAsset asset, Content content) {
    return new Body(
        asset.size(), () -> new VerifyingStream(content.open(), asset.size(), asset.sha256()));
  }

  /** One body after the other, each opened at once. */
  static Body of(Body... parts) {
    long length = 0;
    for (Body part : parts) {
      length += part.length();
    }
    return new Body(length, () -> joined(parts));
  }

  private static InputStream joined(Body... parts) throws IOException {
    List<InputStream> streams = new ArrayList<>();
    try {
      for (Body part : parts) {
        streams.add(part.content().open());
      }
    } catch (IOException e) {
      for (InputStream stream : streams) {
        stream.close();
      }
      throw e;
    }
    return new SequenceInputStream(Collections.enumeration(streams));
  }
}
