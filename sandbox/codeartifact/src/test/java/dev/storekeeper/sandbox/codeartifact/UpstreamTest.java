package dev.storekeeper.sandbox.codeartifact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.codeartifact.model.AllowPublish;
import software.amazon.awssdk.services.codeartifact.model.AllowUpstream;
import software.amazon.awssdk.services.codeartifact.model.PackageVersionDescription;
import software.amazon.awssdk.services.codeartifact.model.PackageVersionStatus;
import software.amazon.awssdk.services.codeartifact.model.ResourceNotFoundException;
import software.amazon.awssdk.services.codeartifact.model.UpstreamRepository;

final class UpstreamTest {
  @TempDir Path state;
  private Sandbox sandbox;
  private String token;

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

  private String get(String repository, String rest) {
    HttpResponse<String> response = sandbox.get(token, repository, rest);
    return response.statusCode() == 200 ? response.body() : "status " + response.statusCode();
  }

  private Optional<PackageVersionDescription> described(String repository, String version) {
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

  private void setStatus(String repository, String version, PackageVersionStatus status) {
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

  private void delete(String repository, String version) {
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

  private void control(String repository, AllowPublish publish, AllowUpstream upstream) {
    sandbox.client.putPackageOriginConfiguration(request ->
        request
            .domain("acme")
            .repository(repository)
            .format("pypi")
            .packageValue("hello")
            .restrictions(restrictions -> restrictions.publish(publish).upstream(upstream)));
  }

  @Test
  void anUpstreamWithAllItsOwnUpstreamsComesBeforeTheNext() {
    sandbox.publishTo("second", "hello/1.0/a.txt", "from second");
    sandbox.publishTo("deep", "hello/1.0/a.txt", "from deep");

    assertThat(get("team", "hello/1.0/a.txt")).isEqualTo("from deep");
    assertThat(get("first", "hello/1.0/a.txt")).isEqualTo("from deep");
    assertThat(get("second", "hello/1.0/a.txt")).isEqualTo("from second");
  }

  @Test
  void aListOfVersionsJoinsAllUpstreamsAndTheFirstPlaceOfAVersionCounts() {
    sandbox.publishTo("deep", "hello/1.0/deep.txt", "a");
    sandbox.publishTo("second", "hello/1.0/second.txt", "b");
    sandbox.publishTo("second", "hello/2.0/second.txt", "c");

    assertThat(get("team", "hello")).isEqualTo("1.0 deep.txt\n2.0 second.txt\n");
    assertThat(get("team", "hello/1.0/second.txt")).isEqualTo("status 404");
    assertThat(get("team", "absent")).isEqualTo("status 404");
  }

  @Test
  void aDownloadRetainsTheVersionInTheMostDownstreamRepositoryOnly() {
    sandbox.publishTo("deep", "hello/1.0/a.txt", "a");
    sandbox.publishTo("deep", "hello/1.0/b.txt", "b");
    int before = sandbox.deliveredEvents().size();
    long bytes =
        sandbox.client.describeDomain(request -> request.domain("acme")).domain().assetSizeBytes();

    assertThat(get("team", "hello/1.0/a.txt")).isEqualTo("a");
    assertThat(get("team", "hello/1.0/b.txt")).isEqualTo("b");

    PackageVersionDescription origin = described("deep", "1.0").orElseThrow();
    PackageVersionDescription retained = described("team", "1.0").orElseThrow();
    assertThat(retained).isEqualTo(origin);
    assertThat(retained.origin().domainEntryPoint().repositoryName()).isEqualTo("deep");
    assertThat(described("first", "1.0")).isEmpty();
    List<? extends JsonNode> events = sandbox.deliveredEvents();
    assertThat(events).hasSize(before + 1);
    JsonNode detail = sandbox.lastDetail();
    assertThat(detail.path("repositoryName").asText()).isEqualTo("team");
    assertThat(detail.path("operationType").asText()).isEqualTo("Created");
    assertThat(detail.path("packageVersionState").asText()).isEqualTo("Published");
    assertThat(detail.path("packageVersionRevision").asText()).isEqualTo(origin.revision());
    assertThat(detail.path("changes").path("assetsAdded").asInt()).isEqualTo(2);
    assertThat(detail.path("sequenceNumber").asLong()).isEqualTo(1);
    assertThat(
            sandbox
                .client
                .describeDomain(request -> request.domain("acme"))
                .domain()
                .assetSizeBytes())
        .as("the domain keeps each content once")
        .isEqualTo(bytes);
  }

  @Test
  void lookingAtAListRetainsNothingAndTheApiNeverLooksUpstream() {
    sandbox.publishTo("deep", "hello/1.0/a.txt", "a");

    assertThat(get("team", "hello")).isEqualTo("1.0 a.txt\n");

    assertThat(described("team", "1.0")).isEmpty();
    assertThat(described("first", "1.0")).isEmpty();
  }

  @Test
  void aRetainedVersionOutlivesWhatHappensUpstream() {
    sandbox.publishTo("deep", "hello/1.0/a.txt", "a");
    sandbox.publishTo("deep", "hello/2.0/a.txt", "archived");
    assertThat(get("team", "hello/1.0/a.txt")).isEqualTo("a");
    assertThat(get("team", "hello/2.0/a.txt")).isEqualTo("archived");

    delete("deep", "1.0");
    setStatus("deep", "2.0", PackageVersionStatus.ARCHIVED);
    assertThat(get("team", "hello/1.0/a.txt")).isEqualTo("a");
    sandbox.client.deleteRepository(request -> request.domain("acme").repository("deep"));

    assertThat(get("team", "hello/1.0/a.txt")).isEqualTo("a");
    assertThat(get("team", "hello/2.0/a.txt")).isEqualTo("archived");
    assertThat(get("team", "hello")).isEqualTo("1.0 a.txt\n2.0 a.txt\n");
    assertThat(get("first", "hello")).isEqualTo("status 404");
  }

  @Test
  void theBytesGoWithTheLastRepositoryOfTheDomainThatRefersToThem() throws IOException {
    sandbox.publishTo("deep", "hello/1.0/a.txt", "12345");
    get("team", "hello/1.0/a.txt");

    delete("deep", "1.0");
    assertThat(StateFiles.assets(state)).hasSize(1);
    delete("team", "1.0");

    assertThat(StateFiles.assets(state)).isEmpty();
    assertThat(
            sandbox
                .client
                .describeDomain(request -> request.domain("acme"))
                .domain()
                .assetSizeBytes())
        .isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "PUBLISHED, 1.0 a.txt, a",
    "UNLISTED, '', a",
    "ARCHIVED, '', status 404",
    "DISPOSED, '', status 404"
  })
  void aStatusUpstreamHoldsDownstream(PackageVersionStatus status, String list, String download) {
    sandbox.publishTo("deep", "hello/1.0/a.txt", "a");
    sandbox.publishTo("second", "hello/1.0/a.txt", "hidden by what comes first");
    if (status == PackageVersionStatus.DISPOSED) {
      sandbox.client.disposePackageVersions(request ->
          request
              .domain("acme")
              .repository("deep")
              .format("pypi")
              .packageValue("hello")
              .versions("1.0"));
    } else {
      setStatus("deep", "1.0", status);
    }

    assertThat(get("team", "hello").strip()).isEqualTo(list);
    assertThat(get("team", "hello/1.0/a.txt")).isEqualTo(download);
    assertThat(described("team", "1.0").map(PackageVersionDescription::status))
        .isEqualTo(download.equals("a") ? Optional.of(status) : Optional.empty());
  }

  @Test
  void anArchivedRetainedVersionStaysUnavailableAndADeletedOneComesBackFromUpstream() {
    sandbox.publishTo("deep", "hello/1.0/a.txt", "a");
    get("team", "hello/1.0/a.txt");

    setStatus("team", "1.0", PackageVersionStatus.ARCHIVED);
    assertThat(get("team", "hello/1.0/a.txt")).isEqualTo("status 404");
    assertThat(get("team", "hello")).isEmpty();
    delete("team", "1.0");

    assertThat(get("team", "hello/1.0/a.txt")).isEqualTo("a");
    assertThat(described("team", "1.0")).isPresent();
  }

  @Test
  void aVersionThatGetsMoreAssetsUpstreamGetsThemDownstream() {
    sandbox.publishTo("deep", "hello/1.0/a.txt", "a");
    get("team", "hello/1.0/a.txt");
    sandbox.publishTo("deep", "hello/1.0/b.txt", "b");
    String before = described("team", "1.0").orElseThrow().revision();

    assertThat(get("team", "hello")).isEqualTo("1.0 a.txt b.txt\n");
    assertThat(get("team", "hello/1.0/b.txt")).isEqualTo("b");

    JsonNode detail = sandbox.lastDetail();
    assertThat(detail.path("operationType").asText()).isEqualTo("Updated");
    assertThat(detail.path("changes").path("assetsAdded").asInt()).isEqualTo(1);
    assertThat(described("team", "1.0").orElseThrow().revision()).isNotEqualTo(before);
  }

  @Test
  void aPackageThatWasPublishedHereIsNotLookedForUpstream() {
    sandbox.publishTo("deep", "hello/1.0/a.txt", "a");
    sandbox.publishTo("team", "hello/2.0/a.txt", "own");

    assertThat(get("team", "hello")).isEqualTo("2.0 a.txt\n");
    assertThat(get("team", "hello/1.0/a.txt")).isEqualTo("status 404");

    control("team", AllowPublish.ALLOW, AllowUpstream.ALLOW);
    assertThat(get("team", "hello/1.0/a.txt")).isEqualTo("a");
  }

  @Test
  void controlsThatBlockUpstreamsEndTheSearchBeyondTheirRepositoryAlone() {
    sandbox.publishTo("deep", "hello/1.0/a.txt", "from deep");
    sandbox.publishTo("second", "hello/1.0/a.txt", "from second");
    control("first", AllowPublish.ALLOW, AllowUpstream.BLOCK);

    assertThat(get("team", "hello/1.0/a.txt")).isEqualTo("from second");
  }

  @Test
  void whatCameFromUpstreamMayNotBePublishedHereUnlessControlsAllowIt() {
    sandbox.publishTo("deep", "hello/1.0/a.txt", "a");
    sandbox.publishTo("deep", "hello/2.0/a.txt", "b");
    get("team", "hello/1.0/a.txt");

    assertThat(sandbox.put(token, "team", "hello/3.0/a.txt", "c").statusCode()).isEqualTo(403);
    control("team", AllowPublish.ALLOW, AllowUpstream.ALLOW);
    HttpResponse<String> hidden = sandbox.put(token, "team", "hello/2.0/a.txt", "b");
    assertThat(hidden.statusCode()).isEqualTo(409);
    assertThat(hidden.body()).contains("exists upstream of repository 'team'", "'deep'");
    assertThat(sandbox.put(token, "team", "hello/3.0/a.txt", "c").statusCode()).isEqualTo(201);
    assertThat(sandbox.put(token, "team", "hello/1.0/more.txt", "d").statusCode()).isEqualTo(201);
  }

  @Test
  void circlesEndAndNoMoreThan25RepositoriesAreSearched() {
    for (int i = 26; i >= 1; i--) {
      sandbox.withRepository(
          "chain-" + i, i == 26 ? new String[0] : new String[] {"chain-" + (i + 1)});
    }
    sandbox.client.updateRepository(request ->
        request
            .domain("acme")
            .repository("chain-26")
            .upstreams(List.of(UpstreamRepository.builder().repositoryName("chain-1").build())));
    sandbox.publishTo("chain-25", "near/1.0/a.txt", "near");
    sandbox.publishTo("chain-26", "far/1.0/a.txt", "far");

    assertThat(get("chain-1", "near/1.0/a.txt")).isEqualTo("near");
    assertThat(get("chain-1", "far/1.0/a.txt")).isEqualTo("status 404");
    assertThat(get("chain-2", "far/1.0/a.txt")).isEqualTo("far");
    assertThat(get("chain-2", "nowhere/1.0/a.txt")).isEqualTo("status 404");
  }

  @Test
  void permissionToReadTheDownstreamRepositoryIsEnough() throws IOException {
    sandbox.publishTo("deep", "hello/1.0/a.txt", "a");
    sandbox.close();
    AccessControl teamOnly =
        (principal, action, resource) -> {
          if (action.equals("codeartifact:ReadFromRepository") && !resource.endsWith("/team")) {
            throw ServiceException.denied("not there");
          }
        };
    sandbox = new Sandbox(state, options -> options.withAccess(options.principals(), teamOnly));
    token = sandbox.token();

    assertThat(get("team", "hello/1.0/a.txt")).isEqualTo("a");
    assertThat(get("deep", "hello/1.0/a.txt")).isEqualTo("status 403");
  }
}
