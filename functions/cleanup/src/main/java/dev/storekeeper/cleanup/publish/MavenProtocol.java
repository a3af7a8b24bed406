package dev.storekeeper.cleanup.publish;

import dev.storekeeper.cleanup.bucket.Bucket;
import dev.storekeeper.cleanup.export.ExportedAsset;
import dev.storekeeper.cleanup.export.Manifest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Maven: each file and its checksums, then {@code maven-metadata.xml}, which makes the version
 * Published (CodeArtifact user guide, "Use CodeArtifact with curl" and "Use Maven checksums").
 */
final class MavenProtocol implements Protocol {
  private static final String METADATA = "maven-metadata.xml";
  private static final Pattern SNAPSHOT =
      Pattern.compile(".*-SNAPSHOT|.*-[0-9]{8}\\.[0-9]{6}-[0-9]+");
  private static final String BINARY = "application/octet-stream";

  private final Publisher publisher;
  private final PackageHttp http;
  private final Bucket bucket;
  private final Clock clock;

  MavenProtocol(Publisher publisher, PackageHttp http, Bucket bucket, Clock clock) {
    this.publisher = publisher;
    this.http = http;
    this.bucket = bucket;
    this.clock = clock;
  }

  @Override
  public String format() {
    return "maven";
  }

  @Override
  public Optional<String> obstacle(Manifest manifest) {
    if (SNAPSHOT.matcher(manifest.version().version()).matches()) {
      return Optional.of(
          "it is a snapshot: to publish one of its builds again would make that build the newest");
    }
    if (manifest.assets().stream().allMatch(asset -> isMadeByService(asset.name()))) {
      return Optional.of("it has no assets but " + METADATA);
    }
    return manifest.assets().stream()
        .map(ExportedAsset::name)
        .filter(name -> name.contains("/"))
        .findFirst()
        .map(name -> "the name of asset " + name + " has a slash");
  }

  @Override
  public boolean isMadeByService(String asset) {
    return asset.equals(METADATA);
  }

  @Override
  public boolean takesMore() {
    return true;
  }

  @Override
  public void publish(Publication publication) throws PublishException {
    Place place = Place.of(publisher, publication);
    String artifact = artifact(publication);
    String version = artifact + Place.segment(publication.target().version()) + "/";
    for (ExportedAsset asset : publication.missing()) {
      String path = version + Place.segment(asset.name());
      http.send("PUT", place, path, BINARY, Body.of(asset, () -> bucket.open(asset.key())));
      putChecksum(place, path + ".sha256", Optional.of(asset.sha256()));
      putChecksum(place, path + ".sha1", asset.sha1());
      putChecksum(place, path + ".md5", asset.md5());
    }
    if (publication.finish()) {
      MavenMetadata metadata =
          MavenMetadata.of(
              publication.coordinates().namespace(),
              publication.coordinates().name(),
              http.get(place, artifact + METADATA));
      byte[] xml = metadata.with(publication.target().version(), clock.instant());
      http.send("PUT", place, artifact + METADATA, "application/xml", Body.of(xml));
    }
  }

  private void putChecksum(Place place, String path, Optional<String> hex) throws PublishException {
    if (hex.isPresent()) {
      byte[] text = hex.get().getBytes(StandardCharsets.US_ASCII);
      http.send("PUT", place, path, "text/plain", Body.of(text));
    }
  }

  private static String artifact(Publication publication) throws PublishException {
    StringBuilder path = new StringBuilder();
    for (String part : publication.coordinates().namespace().split("\\.", -1)) {
      path.append(Place.segment(part)).append('/');
    }
    return path.append(Place.segment(publication.coordinates().name())).append('/').toString();
  }
}
