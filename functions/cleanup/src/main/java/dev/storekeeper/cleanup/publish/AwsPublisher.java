package dev.storekeeper.cleanup.publish;

import dev.storekeeper.cleanup.export.ExportedAsset;
import dev.storekeeper.cleanup.export.VerifyingStream;
import dev.storekeeper.cleanup.registry.AwsCalls;
import dev.storekeeper.cleanup.registry.DomainId;
import dev.storekeeper.cleanup.registry.RegistryException;
import dev.storekeeper.cleanup.registry.RepositoryId;
import dev.storekeeper.codeartifact.PackageCoordinates;
import dev.storekeeper.codeartifact.PackageVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.codeartifact.CodeartifactClient;
import software.amazon.awssdk.services.codeartifact.model.PackageOriginConfiguration;
import software.amazon.awssdk.services.codeartifact.model.PublishPackageVersionRequest;
import software.amazon.awssdk.services.codeartifact.model.PublishPackageVersionResponse;

/** A publisher that calls CodeArtifact. Pace and retries are the client's. */
public final class AwsPublisher implements Publisher {
  private static final long TOKEN_SECONDS = 900;

  /** 5 GB, the largest asset, at 10 MB/s; a function ends after 15 minutes. */
  private static final Duration UPLOAD = Duration.ofMinutes(9);

  private final CodeartifactClient client;

  /** A publisher that calls through a client. */
  public AwsPublisher(CodeartifactClient client) {
    this.client = client;
  }

  @Override
  public URI endpoint(RepositoryId repository, String format) throws RegistryException {
    String endpoint =
        AwsCalls.answer(
                "GetRepositoryEndpoint",
                repository.arn(),
                () ->
                    client.getRepositoryEndpoint(request ->
                        request
                            .domain(repository.domain().name())
                            .domainOwner(repository.domain().owner())
                            .repository(repository.name())
                            .format(format)))
            .repositoryEndpoint();
    return URI.create(endpoint.endsWith("/") ? endpoint : endpoint + "/");
  }

  @Override
  public EndpointToken token(DomainId domain) throws RegistryException {
    return new EndpointToken(
        AwsCalls.answer(
                "GetAuthorizationToken",
                "domain " + domain,
                () ->
                    client.getAuthorizationToken(request ->
                        request
                            .domain(domain.name())
                            .domainOwner(domain.owner())
                            .durationSeconds(TOKEN_SECONDS)))
            .authorizationToken());
  }

  @Override
  public void publish(
      PackageVersion version, ExportedAsset asset, Content content, boolean unfinished)
      throws RegistryException {
    PackageCoordinates at = version.coordinates();
    RequestBody body =
        RequestBody.fromContentProvider(
            () -> opened(content, asset), asset.size(), "application/octet-stream");
    PublishPackageVersionRequest request =
        PublishPackageVersionRequest.builder()
            .domain(at.domain())
            .domainOwner(at.domainOwner())
            .repository(at.repository())
            .format(at.format())
            .namespace(namespace(at))
            .packageValue(at.name())
            .packageVersion(version.version())
            .assetName(asset.name())
            .assetSHA256(asset.sha256())
            .unfinished(unfinished)
            .overrideConfiguration(
                configuration -> configuration.apiCallAttemptTimeout(UPLOAD).apiCallTimeout(UPLOAD))
            .build();
    AwsCalls.answer(
        "PublishPackageVersion", at.arn() + " " + version.version(), () -> sent(request, body));
  }

  /** While it signs, the SDK hides what the body's stream throws in exceptions of no kind. */
  private PublishPackageVersionResponse sent(
      PublishPackageVersionRequest request, RequestBody body) {
    try {
      return client.publishPackageVersion(request, body);
    } catch (SdkException e) {
      throw e;
    } catch (RuntimeException e) {
      if (e.getCause() instanceof IOException cause) {
        throw new UncheckedIOException(cause);
      }
      if (e.getCause() instanceof UncheckedIOException cause) {
        throw cause;
      }
      throw e;
    }
  }

  @Override
  public Optional<String> publishControl(PackageCoordinates coordinates) throws RegistryException {
    try {
      @Nullable PackageOriginConfiguration origin =
          AwsCalls.answer(
                  "DescribePackage",
                  coordinates.arn(),
                  () ->
                      client.describePackage(request ->
                          request
                              .domain(coordinates.domain())
                              .domainOwner(coordinates.domainOwner())
                              .repository(coordinates.repository())
                              .format(coordinates.format())
                              .namespace(namespace(coordinates))
                              .packageValue(coordinates.name())))
              .packageValue()
              .originConfiguration();
      return origin == null || origin.restrictions() == null
          ? Optional.empty()
          : Optional.ofNullable(origin.restrictions().publishAsString());
    } catch (RegistryException e) {
      if (e.kind() == RegistryException.Kind.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static InputStream opened(Content content, ExportedAsset asset) {
    try {
      return new VerifyingStream(content.open(), asset.size(), asset.sha256());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable String namespace(PackageCoordinates coordinates) {
    return coordinates.namespace().isEmpty() ? null : coordinates.namespace();
  }
}
