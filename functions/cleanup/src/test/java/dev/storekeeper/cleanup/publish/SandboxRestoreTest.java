package dev.storekeeper.cleanup.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.storekeeper.cleanup.export.AwsVersionSource;
import dev.storekeeper.cleanup.export.ExportException;
import dev.storekeeper.cleanup.export.FakeSource;
import dev.storekeeper.cleanup.export.Manifests;
import dev.storekeeper.cleanup.export.S3Exports;
import dev.storekeeper.cleanup.export.TestBucket;
import dev.storekeeper.codeartifact.PackageVersion;
import dev.storekeeper.sandbox.codeartifact.CodeArtifactServer;
import dev.storekeeper.sandbox.codeartifact.ServerOptions;
import dev.storekeeper.sandbox.codeartifact.pypi.PypiProtocol;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.codeartifact.CodeartifactClient;
import software.amazon.awssdk.services.codeartifact.model.PackageFormat;
import software.amazon.awssdk.services.codeartifact.model.PackageVersionStatus;

/** Exports from a CodeArtifact that nobody wrote for these tests, and restores into it. */
class SandboxRestoreTest {
  private static final String WHEEL = "my_pkg_x-1.0.0-py3-none-any.whl";
  private static final PackageVersion VERSION =
      RestoreFixture.version("pypi", "", "my-pkg-x", "1.0.0");

  @TempDir private Path state;
  @TempDir private Path folder;

  private final TestBucket bucket = new TestBucket();
  private CodeArtifactServer server;
  private CodeartifactClient client;
  private S3Exports exports;
  private Restorer restorer;

  @BeforeEach
  void start() throws IOException {
    server =
        CodeArtifactServer.start(
            ServerOptions.of(0, state, "eu-west-1", "111111111111")
                .withProtocols(List.of(new PypiProtocol())));
    client =
        CodeartifactClient.builder()
            .region(Region.EU_WEST_1)
            .endpointOverride(server.baseUri())
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "key")))
            .httpClient(UrlConnectionHttpClient.create())
            .build();
    client.createDomain(request -> request.domain("acme"));
    client.createRepository(request -> request.domain("acme").repository("releases"));
    AwsVersionSource source = new AwsVersionSource(client);
    exports = new S3Exports(source, bucket, Clock.systemUTC(), (of, asset, size) -> {});
    restorer =
        new Restorer(
            bucket,
            source,
            new StatusRegistry(new FakeSource()),
            new AwsPublisher(client),
            folder,
            1 << 20,
            Clock.systemUTC(),
            RecordedPace.free());
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    server.close();
  }

  @Test
  void whatWasPublishedIsExportedDeletedAndRestored() throws Exception {
    publish();
    String revision = revision();
    String manifest = exports.export(VERSION, revision);
    exports.verify(manifest, VERSION, revision);
    assertThat(new Manifests(bucket).read(manifest).dependencies()).hasSize(2);
    delete();

    Restoration outcome = restorer.restore(manifest, RestoreFixture.REPOSITORY);

    assertThat(outcome).isEqualTo(new Restoration.Restored(VERSION, revision(), "Published"));
    assertThat(restorer.restore(manifest, RestoreFixture.REPOSITORY))
        .isInstanceOf(Restoration.AlreadyThere.class);
  }

  @Test
  void anArchivedVersionCannotBeExported() throws Exception {
    publish();
    String revision = revision();
    archive();

    assertThatExceptionOfType(ExportException.class)
        .isThrownBy(() -> exports.export(VERSION, revision))
        .withMessageContaining("is Archived");
  }

  @Test
  void anArchivedVersionThatIsToBeRestoredIsTold() throws Exception {
    publish();
    String manifest = exports.export(VERSION, revision());
    archive();

    assertThat(restorer.restore(manifest, RestoreFixture.REPOSITORY))
        .isEqualTo(new Restoration.AlreadyThere(VERSION, revision(), "Archived"));
  }

  /** An export that was made elsewhere is how the first version gets there. */
  private void publish() throws Exception {
    FakeSource elsewhere = new FakeSource();
    String revision =
        elsewhere.put(
            VERSION,
            "Published",
            Map.of(
                WHEEL,
                Samples.wheel(Samples.METADATA),
                "my_pkg_x-1.0.0.tar.gz",
                Samples.sdist(Samples.METADATA)));
    String manifest =
        new S3Exports(elsewhere, bucket, Clock.systemUTC(), (of, asset, size) -> {})
            .export(VERSION, revision);
    assertThat(restorer.restore(manifest, RestoreFixture.REPOSITORY))
        .isInstanceOf(Restoration.Restored.class);
  }

  private String revision() {
    return client
        .describePackageVersion(request ->
            request
                .domain("acme")
                .repository("releases")
                .format(PackageFormat.PYPI)
                .packageValue("my-pkg-x")
                .packageVersion("1.0.0"))
        .packageVersion()
        .revision();
  }

  private void archive() {
    client.updatePackageVersionsStatus(request ->
        request
            .domain("acme")
            .repository("releases")
            .format(PackageFormat.PYPI)
            .packageValue("my-pkg-x")
            .versions("1.0.0")
            .targetStatus(PackageVersionStatus.ARCHIVED));
  }

  private void delete() {
    client.deletePackageVersions(request ->
        request
            .domain("acme")
            .repository("releases")
            .format(PackageFormat.PYPI)
            .packageValue("my-pkg-x")
            .versions("1.0.0"));
  }
}
