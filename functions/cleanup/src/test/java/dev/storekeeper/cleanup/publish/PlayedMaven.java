package dev.storekeeper.cleanup.publish;

import dev.storekeeper.cleanup.export.FakeSource;
import dev.storekeeper.cleanup.export.TestBucket;
import dev.storekeeper.codeartifact.PackageVersion;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes files, checksums and metadata as Maven sends them. */
final class PlayedMaven {
  private static final Pattern VERSION = Pattern.compile("<version>([^<]*)</version>");
  private static final Map<String, String> ALGORITHMS =
      Map.of("md5", "MD5", "sha1", "SHA-1", "sha256", "SHA-256", "sha512", "SHA-512");

  private final PlayedVersions versions;
  private final Map<String, byte[]> metadata = new ConcurrentHashMap<>();

  PlayedMaven(PlayedVersions versions) {
    this.versions = versions;
  }

  /** Metadata by path, which a test may change. */
  Map<String, byte[]> metadata() {
    return metadata;
  }

  /** Answers a GET with metadata, a PUT with nothing. */
  byte[] accept(String method, String path, byte[] body) throws Refusal {
    if (method.equals("GET")) {
      return Optional.ofNullable(metadata.get(path))
          .orElseThrow(() -> new Refusal(404, "no metadata"));
    }
    List<String> parts = new ArrayList<>(Arrays.asList(path.split("/", -1)));
    String file = parts.removeLast();
    if (file.equals("maven-metadata.xml")) {
      finish(parts, body);
      metadata.put(path, body);
    } else {
      put(parts, file, body);
    }
    return new byte[0];
  }

  private void put(List<String> parts, String file, byte[] body) throws Refusal {
    String version = parts.removeLast();
    PackageVersion id = id(parts, version);
    String extension = file.substring(file.lastIndexOf('.') + 1);
    Optional<String> algorithm = Optional.ofNullable(ALGORITHMS.get(extension));
    if (algorithm.isEmpty()) {
      versions.add(id, file, body, "Unfinished");
      return;
    }
    String asset = file.substring(0, file.lastIndexOf('.'));
    byte[] bytes =
        versions
            .find(id)
            .map(FakeSource.Version::assets)
            .flatMap(assets -> Optional.ofNullable(assets.get(asset)))
            .orElseThrow(() -> new Refusal(404, "no asset of this checksum"));
    String sent = new String(body, StandardCharsets.US_ASCII);
    if (!sent.equals(TestBucket.hash(algorithm.get(), bytes))) {
      throw new Refusal(400, "the checksum differs");
    }
  }

  private void finish(List<String> parts, byte[] body) throws Refusal {
    Matcher matcher = VERSION.matcher(new String(body, StandardCharsets.UTF_8));
    while (matcher.find()) {
      versions.finish(id(parts, matcher.group(1)));
    }
  }

  private PackageVersion id(List<String> parts, String version) throws Refusal {
    if (parts.size() < 2) {
      throw new Refusal(400, "no coordinates");
    }
    String group = String.join(".", parts.subList(0, parts.size() - 1));
    return versions.id("maven", group, parts.getLast(), version);
  }
}
