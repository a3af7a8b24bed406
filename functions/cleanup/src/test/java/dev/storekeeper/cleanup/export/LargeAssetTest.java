package dev.storekeeper.cleanup.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.storekeeper.codeartifact.OriginType;
import dev.storekeeper.codeartifact.PackageCoordinates;
import dev.storekeeper.codeartifact.PackageVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LargeAssetTest {
  private static final long SIZE = 64L << 20;
  private static final int BUFFER = 8_192;

  private final AtomicLong produced = new AtomicLong();
  private long consumed;
  private long furthestAhead;

  @Test
  void bytesPassThroughAndAreNeverGathered() throws Exception {
    String sha256 = hash();
    List<String> told = new ArrayList<>();
    PackageVersion version =
        new PackageVersion(
            new PackageCoordinates(
                "eu-west-1",
                "111111111111",
                "acme",
                "releases",
                Optional.empty(),
                "generic",
                "acme",
                "image"),
            "1.0");

    new S3Exports(
            new OneLargeAsset(sha256),
            new PassingBucket(),
            Clock.systemUTC(),
            (of, asset, size) -> told.add(asset + " " + size))
        .export(version, "r1");

    assertThat(consumed).isEqualTo(SIZE);
    assertThat(furthestAhead).isLessThanOrEqualTo(BUFFER);
    assertThat(told).containsExactly("disk.img " + SIZE);
  }

  private static String hash() throws IOException, NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    try (InputStream in =
        new DigestInputStream(new GeneratedStream(SIZE, new AtomicLong()), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Takes notice of large bytes and keeps none. */
  private final class PassingBucket extends TestBucket {
    @Override
    public Stored putIfAbsent(String key, InputStream content, long size, String sha256)
        throws IOException {
      byte[] buffer = new byte[BUFFER];
      for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
        furthestAhead = Math.max(furthestAhead, produced.get() - consumed);
        consumed += read;
      }
      return new Stored(size, sha256, "etag");
    }
  }

  private final class OneLargeAsset implements VersionSource {
    private final String sha256;

    OneLargeAsset(String sha256) {
      this.sha256 = sha256;
    }

    @Override
    public SourceVersion describe(PackageVersion version) {
      return new SourceVersion(
          "r1",
          "Published",
          OriginType.INTERNAL,
          Optional.empty(),
          JsonNodeFactory.instance.objectNode());
    }

    @Override
    public List<SourceAsset> assets(PackageVersion version, String revision) {
      return List.of(
          new SourceAsset(
              "disk.img",
              SIZE,
              new Hashes(
                  Optional.empty(), Optional.empty(), Optional.of(sha256), Optional.empty())));
    }

    @Override
    public List<JsonNode> dependencies(PackageVersion version, String revision) {
      return List.of();
    }

    @Override
    public InputStream open(PackageVersion version, String revision, String asset) {
      return new GeneratedStream(SIZE, produced);
    }
  }
}
