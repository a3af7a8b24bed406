package dev.storekeeper.sandbox.codeartifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.codeartifact.model.AllowPublish;
import software.amazon.awssdk.services.codeartifact.model.AllowUpstream;
import software.amazon.awssdk.services.codeartifact.model.PackageVersionDescription;
import software.amazon.awssdk.services.codeartifact.model.PackageVersionStatus;
import software.amazon.awssdk.services.codeartifact.model.ResourceNotFoundException;

/** Repository {@code team} above {@code first} (above {@code deep}) and {@code second}. */
abstract class UpstreamFixture {
  @TempDir Path state;
  Sandbox sandbox;
  String token;

  @BeforeEach
  void start() throws IOException {
    sandbox =
        new Sandbox(state)
            .withRepository("deep")
            .withRepository("first", "deep")
            .withRepository("second")
            .withRepository("team", "first", "second");
    token = sandbox.token();
  }

  @AfterEach
  void stop() throws IOException {
    sandbox.close();
  }

  String get(String repository, String rest) {
    HttpResponse<String> response = sandbox.get(token, repository, rest);
    return response.statusCode() == 200 ? response.body() : "status " + response.statusCode();
  }

  Optional<PackageVersionDescription> described(String repository, String version) {
    try {
      return Optional.of(
          sandbox
              .client
              .describePackageVersion(request ->
                  request
                      .domain("acme")
                      .repository(repository)
                      .format("pypi")
                      .packageValue("hello")
                      .packageVersion(version))
              .packageVersion());
    } catch (ResourceNotFoundException absent) {
      return Optional.empty();
    }
  }

  void setStatus(String repository, String version, PackageVersionStatus status) {
    assertThat(
            sandbox
                .client
                .updatePackageVersionsStatus(request ->
                    request
                        .domain("acme")
                        .repository(repository)
                        .format("pypi")
                        .packageValue("hello")
                        .versions(version)
                        .targetStatus(status))
                .failedVersions())
        .isEmpty();
  }

  void delete(String repository, String version) {
    assertThat(
            sandbox
                .client
                .deletePackageVersions(request ->
                    request
                        .domain("acme")
                        .repository(repository)
                        .format("pypi")
                        .packageValue("hello")
                        .versions(version))
                .failedVersions())
        .isEmpty();
  }

  void control(String repository, AllowPublish publish, AllowUpstream upstream) {
    sandbox.client.putPackageOriginConfiguration(request ->
        request
            .domain("acme")
            .repository(repository)
            .format("pypi")
            .packageValue("hello")
            .restrictions(restrictions -> restrictions.publish(publish).upstream(upstream)));
  }
}
