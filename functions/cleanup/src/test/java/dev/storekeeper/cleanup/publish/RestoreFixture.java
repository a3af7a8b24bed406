package dev.storekeeper.cleanup.publish;

import dev.storekeeper.cleanup.export.ExportException;
import dev.storekeeper.cleanup.export.FakeSource;
import dev.storekeeper.cleanup.export.Faults;
import dev.storekeeper.cleanup.export.S3Exports;
import dev.storekeeper.cleanup.export.TestBucket;
import dev.storekeeper.cleanup.registry.DomainId;
import dev.storekeeper.cleanup.registry.RepositoryId;
import dev.storekeeper.codeartifact.PackageVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A repository with a version that was exported and is gone. */
final class RestoreFixture implements AutoCloseable {
  static final RepositoryId REPOSITORY =
      new RepositoryId(new DomainId("eu-west-1", "111111111111", "acme"), "releases");
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-04T05:06:07Z"), ZoneOffset.UTC);

  final TestBucket bucket = new TestBucket();
  final FakeSource source = new FakeSource();
  final StatusRegistry registry = new StatusRegistry(source);
  final FakeCodeArtifact service;
  final Restorer restorer;
  final PackageVersion version;
  final Map<String, byte[]> assets;
  final String manifest;

  RestoreFixture(PackageVersion version, String status, Map<String, byte[]> assets, Path folder)
      throws IOException, ExportException {
    this(version, status, assets, folder, 100 << 20);
  }

  RestoreFixture(
      PackageVersion version, String status, Map<String, byte[]> assets, Path folder, long room)
      throws IOException, ExportException {
    this.version = version;
    this.assets = new TreeMap<>(assets);
    service = new FakeCodeArtifact(source, REPOSITORY);
    restorer = new Restorer(bucket, source, registry, service, folder, room, CLOCK, duration -> {});
    String revision = source.put(version, status, assets);
    manifest =
        new S3Exports(source, bucket, CLOCK, (of, asset, size) -> {}).export(version, revision);
    source.versions().remove(version);
  }

  static PackageVersion version(String format, String namespace, String name, String version) {
    return new PackageVersion(REPOSITORY.packageOf(format, namespace, name), version);
  }

  Restoration restore() throws PublishException {
    return restorer.restore(manifest, REPOSITORY);
  }

  Optional<FakeSource.Version> there() {
    return Optional.ofNullable(source.versions().get(version));
  }

  void faults(Faults faults) {
    bucket.faults(faults);
    source.faults(faults);
    registry.faults(faults);
    service.faults(faults);
  }

  @Override
  public void close() {
    service.close();
  }
}
