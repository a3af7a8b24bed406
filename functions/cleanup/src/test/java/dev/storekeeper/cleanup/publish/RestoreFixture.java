package dev.storekeeper.cleanup.publish;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.stream.Stream;

/** A repository with a version that was exported and is gone. */
final class RestoreFixture implements AutoCloseable {
  static final RepositoryId REPOSITORY =
      new RepositoryId(new DomainId("eu-west-1", "111111111111", "acme"), "releases");
  private static final String PACKAGE_JSON =
      """
      {"name":"@acme/ui","version":"1.0.0","description":"Widgets","dependencies":{"a":"^1"}}
      """;
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
    restorer =
        new Restorer(bucket, source, registry, service, folder, room, CLOCK, RecordedPace.free());
    String revision = source.put(version, status, assets);
    manifest =
        new S3Exports(source, bucket, CLOCK, (of, asset, size) -> {}).export(version, revision);
    source.versions().remove(version);
  }

  /** A version of a format, as its package manager makes it. */
  static RestoreFixture of(String format, String status, Path folder)
      throws IOException, ExportException {
    return switch (format) {
      case "pypi" ->
          new RestoreFixture(
              version("pypi", "", "my-pkg-x", "1.0.0"),
              status,
              Map.of(
                  "my_pkg_x-1.0.0-py3-none-any.whl", Samples.wheel(Samples.METADATA),
                  "my_pkg_x-1.0.0.tar.gz", Samples.sdist(Samples.METADATA)),
              folder);
      case "npm" ->
          new RestoreFixture(
              version("npm", "acme", "ui", "1.0.0"),
              status,
              Map.of("package.tgz", Samples.tarball(PACKAGE_JSON)),
              folder);
      case "maven" ->
          new RestoreFixture(
              version("maven", "com.acme", "core", "1.0"),
              status,
              files("core-1.0.jar", "core-1.0.pom", "core-1.0-sources.jar"),
              folder);
      case "generic" ->
          new RestoreFixture(
              version("generic", "acme", "image", "1.0"),
              status,
              files("disk.img", "notes 1.txt", "readme"),
              folder);
      default -> throw new IllegalArgumentException(format);
    };
  }

  static PackageVersion version(String format, String namespace, String name, String version) {
    return new PackageVersion(REPOSITORY.packageOf(format, namespace, name), version);
  }

  Restoration restore() throws PublishException {
    return restorer.restore(manifest, REPOSITORY);
  }

  /** Why it is not restored. */
  String refused() throws PublishException {
    Restoration outcome = restore();
    assertThat(outcome).isInstanceOf(Restoration.Refused.class);
    return ((Restoration.Refused) outcome).reason();
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

  private static Map<String, byte[]> files(String... names) {
    Map<String, byte[]> files = new TreeMap<>();
    Stream.of(names).forEach(name -> files.put(name, Samples.utf8("content of " + name)));
    return files;
  }
}
