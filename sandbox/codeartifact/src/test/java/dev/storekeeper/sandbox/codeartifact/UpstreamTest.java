package dev.storekeeper.sandbox.codeartifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.codeartifact.model.AllowPublish;
import software.amazon.awssdk.services.codeartifact.model.AllowUpstream;
import software.amazon.awssdk.services.codeartifact.model.PackageVersionDescription;
import software.amazon.awssdk.services.codeartifact.model.PackageVersionStatus;
import software.amazon.awssdk.services.codeartifact.model.UpstreamRepository;

final class UpstreamTest extends UpstreamFixture {
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
