package dev.storekeeper.cleanup.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.storekeeper.cleanup.export.CannedCodeArtifact;
import dev.storekeeper.cleanup.export.ExportedAsset;
import dev.storekeeper.cleanup.export.TestBucket;
import dev.storekeeper.cleanup.registry.RegistryException;
import dev.storekeeper.codeartifact.PackageVersion;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AwsPublisherTest {
  private static final byte[] BYTES = Samples.utf8("asset bytes");
  private static final ExportedAsset ASSET =
      new ExportedAsset(
          "disk.img",
          BYTES.length,
          TestBucket.hash(BYTES),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          "key");
  private static final PackageVersion VERSION =
      RestoreFixture.version("generic", "acme", "image", "1.0");

  private CannedCodeArtifact service;
  private AwsPublisher publisher;

  @BeforeEach
  void start() throws IOException {
    service = new CannedCodeArtifact();
    publisher = new AwsPublisher(service.client());
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void anEndpointEndsWithASlash() throws RegistryException {
    service.answer(
        "/v1/repository/endpoint", 200, "{\"repositoryEndpoint\":\"https://x.example/n\"}");

    assertThat(publisher.endpoint(RestoreFixture.REPOSITORY, "npm"))
        .isEqualTo(URI.create("https://x.example/n/"));
    assertThat(service.requests().getFirst())
        .contains("domain=acme", "domain-owner=111111111111", "repository=releases", "format=npm");
  }

  @Test
  void aTokenLivesAsShortlyAsCanBe() throws RegistryException {
    service.answer(
        "/v1/authorization-token", 200, "{\"authorizationToken\":\"abc\",\"expiration\":1}");

    assertThat(publisher.token(RestoreFixture.REPOSITORY.domain()).basic())
        .isEqualTo("Basic YXdzOmFiYw==");
    assertThat(service.requests().getFirst()).contains("duration=900", "domain=acme");
  }

  @Test
  void anAssetIsPublishedWithItsHash() throws RegistryException {
    service.answer("/v1/package/version/publish", 200, "{\"status\":\"Unfinished\"}");

    publisher.publish(VERSION, ASSET, () -> new ByteArrayInputStream(BYTES), true);

    assertThat(service.requests().getFirst())
        .contains("format=generic", "namespace=acme", "package=image", "version=1.0")
        .contains("asset=disk.img", "unfinished=true");
    assertThat(service.header("x-amz-content-sha256")).isEqualTo(ASSET.sha256());
    assertThat(service.header("Content-Length")).isEqualTo("11");
    assertThat(service.body()).isEqualTo(BYTES);
  }

  @Test
  void anAssetWithOtherBytesIsNotPublished() {
    service.answer("/v1/package/version/publish", 200, "{}");
    byte[] wrong = new byte[BYTES.length];

    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(
            () -> publisher.publish(VERSION, ASSET, () -> new ByteArrayInputStream(wrong), false))
        .matches(e -> e.kind() == RegistryException.Kind.UNAVAILABLE);
  }

  @Test
  void contentThatCannotBeOpenedIsAFailureOfTheCall() {
    service.answer("/v1/package/version/publish", 200, "{}");
    Content missing =
        () -> {
          throw new IOException("the bucket is away");
        };

    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(() -> publisher.publish(VERSION, ASSET, missing, false))
        .matches(e -> e.kind() == RegistryException.Kind.UNAVAILABLE)
        .withMessageContaining("the bucket is away");
  }

  @Test
  void originControlsAreTold() throws RegistryException {
    service.answer(
        "/v1/package",
        200,
        "{\"package\":{\"originConfiguration\":{\"restrictions\":"
            + "{\"publish\":\"BLOCK\",\"upstream\":\"ALLOW\"}}}}");

    assertThat(publisher.publishControl(VERSION.coordinates())).contains("BLOCK");
  }

  @Test
  void aPackageThatIsNotThereHasNone() throws RegistryException {
    service.answer("/v1/package", 404, "{\"message\":\"gone\"}");

    assertThat(publisher.publishControl(VERSION.coordinates())).isEmpty();
  }

  @Test
  void aRefusalIsNoAbsence() {
    service.answer("/v1/package", 403, "{\"message\":\"no\"}");

    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(() -> publisher.publishControl(VERSION.coordinates()))
        .matches(e -> e.kind() == RegistryException.Kind.DENIED)
        .withMessageContaining("DescribePackage");
  }
}
