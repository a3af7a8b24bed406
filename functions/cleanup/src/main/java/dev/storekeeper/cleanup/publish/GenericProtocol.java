package dev.storekeeper.cleanup.publish;

import dev.storekeeper.cleanup.bucket.Bucket;
import dev.storekeeper.cleanup.export.ExportedAsset;
import dev.storekeeper.cleanup.export.Manifest;
import java.util.List;
import java.util.Optional;

/**
 * Generic packages: {@code PublishPackageVersion} for each asset, unfinished until the last one
 * (CodeArtifact user guide, "Publishing and consuming generic packages").
 */
final class GenericProtocol implements Protocol {
  private final Publisher publisher;
  private final Bucket bucket;

  GenericProtocol(Publisher publisher, Bucket bucket) {
    this.publisher = publisher;
    this.bucket = bucket;
  }

  @Override
  public String format() {
    return "generic";
  }

  @Override
  public Optional<String> obstacle(Manifest manifest) {
    return Optional.empty();
  }

  @Override
  public boolean takesMore() {
    return false;
  }

  @Override
  public void publish(Publication publication) throws PublishException {
    List<ExportedAsset> missing = publication.missing();
    for (int i = 0; i < missing.size(); i++) {
      ExportedAsset asset = missing.get(i);
      boolean unfinished = !publication.finish() || i < missing.size() - 1;
      Calls.ask(() -> {
        publisher.publish(publication.target(), asset, () -> bucket.open(asset.key()), unfinished);
        return asset;
      });
    }
  }
}
