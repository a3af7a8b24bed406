package dev.storekeeper.sandbox.codeartifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.sandbox.codeartifact.store.Json;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.codeartifact.model.PackageVersionDescription;
import software.amazon.awssdk.services.codeartifact.model.PackageVersionStatus;
import software.amazon.awssdk.services.codeartifact.model.PackageVersionSummary;
import software.amazon.awssdk.services.codeartifact.model.ResourceNotFoundException;

final class PullThroughTest extends PullThroughFixture {
  @ParameterizedTest
  @EnumSource(
      value = PublicIndex.Mode.class,
      names = {"JSON", "HTML"})
  void aPageShowsWhatThePublicRepositoryOffers(PublicIndex.Mode mode) {
    index.answerAs(mode);
    index
        .add("hello", WHEEL, wheel, PublicIndex.sha256(wheel), ">=3.9", "")
        .add("hello", SDIST, sdist, "", "", "broken on Mondays")
        .add("hello", "hello-1.0.win32.exe", sdist)
        .add("hello", "stranger-1.0.tar.gz", sdist);

    JsonNode page = page("team");

    assertThat(fileNames(page)).containsExactly(WHEEL, SDIST);
    assertThat(page.path("versions").toString()).isEqualTo("[\"1.0\"]");
    JsonNode first = page.path("files").get(0);
    assertThat(first.path("url").asText()).isEqualTo("1.0/" + WHEEL);
    assertThat(first.path("hashes").toString())
        .isEqualTo("{\"sha256\":\"" + PublicIndex.sha256(wheel) + "\"}");
    assertThat(first.path("requires-python").asText()).isEqualTo(">=3.9");
    assertThat(first.path("yanked")).isEqualTo(Json.parse("false"));
    JsonNode second = page.path("files").get(1);
    assertThat(second.path("hashes").isEmpty()).isTrue();
    assertThat(second.path("yanked").asText()).isEqualTo("broken on Mondays");
    assertThatThrownBy(() -> described("store")).isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void aDownloadIsIngestedWhereTheConnectionIsAndRetainedDownstream() throws IOException {
    index.add("hello", WHEEL, wheel, PublicIndex.sha256(wheel), ">=3.9", "true");

    HttpResponse<String> download = get("team", "simple/hello/1.0/" + WHEEL);

    assertThat(download.statusCode()).as(download.body()).isEqualTo(200);
    assertThat(download.headers().firstValue("ETag"))
        .contains('"' + PublicIndex.sha256(wheel) + '"');
    PackageVersionDescription store = described("store");
    assertThat(described("team")).isEqualTo(store);
    assertThat(store.summary()).isEqualTo("says hello");
    assertThat(store.displayName()).isEqualTo("Hello");
    assertThat(store.origin().originTypeAsString()).isEqualTo("EXTERNAL");
    assertThat(store.origin().domainEntryPoint().externalConnectionName()).isEqualTo("public:pypi");
    assertThat(store.publishedTime()).isEqualTo(Instant.parse("2020-02-02T20:20:20.5Z"));
    assertThat(StateFiles.assets(state)).hasSize(1);
    List<String> events = new ArrayList<>();
    for (JsonNode event : sandbox.deliveredEvents()) {
      JsonNode detail = event.path("detail");
      events.add(
          String.join(
              " ",
              detail.path("repositoryName").asText(),
              detail.path("operationType").asText(),
              detail.path("packageVersionState").asText()));
    }
    assertThat(events).containsExactly("store Created Published", "team Created Published");
    for (String repository : List.of("store", "team")) {
      assertThat(
              sandbox
                  .client
                  .describePackage(request ->
                      request
                          .domain("acme")
                          .repository(repository)
                          .format("pypi")
                          .packageValue("hello"))
                  .packageValue()
                  .originConfiguration()
                  .restrictions()
                  .toString())
          .contains("Publish=BLOCK")
          .contains("Upstream=ALLOW");
    }
    JsonNode file = page("team").path("files").get(0);
    assertThat(file.path("yanked").asBoolean()).isTrue();
    assertThat(file.path("requires-python").asText()).isEqualTo(">=3.9");
    assertThat(file.path("upload-time").asText()).isEqualTo("2020-02-02T20:20:20.500Z");
    assertThat(get("team", "simple/hello/1.0/" + WHEEL).statusCode()).isEqualTo(200);
    assertThat(index.requests("/files/" + WHEEL)).isEqualTo(1);
  }

  @Test
  void originTypesAreFilteredInLists() {
    index.add("hello", WHEEL, wheel);
    get("store", "simple/hello/1.0/" + WHEEL);

    assertThat(versions("EXTERNAL")).extracting(PackageVersionSummary::version).contains("1.0");
    assertThat(versions("INTERNAL")).isEmpty();
  }

  private List<PackageVersionSummary> versions(String originType) {
    return sandbox
        .client
        .listPackageVersions(request ->
            request
                .domain("acme")
                .repository("store")
                .format("pypi")
                .packageValue("hello")
                .originType(originType))
        .versions();
  }

  @Test
  void moreFilesOfARetainedVersionComeWhenTheyAreAskedFor() {
    index.add("hello", WHEEL, wheel);
    get("team", "simple/hello/1.0/" + WHEEL);
    index.add("hello", SDIST, sdist);
    sandbox.clock.advance(Duration.ofMinutes(31));

    assertThat(fileNames(page("team"))).containsExactly(WHEEL, SDIST);
    assertThat(get("team", "simple/hello/1.0/" + SDIST).statusCode()).isEqualTo(200);

    JsonNode detail = sandbox.lastDetail();
    assertThat(detail.path("repositoryName").asText()).isEqualTo("team");
    assertThat(detail.path("operationType").asText()).isEqualTo("Updated");
    assertThat(described("team").summary()).isEqualTo("says hello");
  }

  @Test
  void whatIsYankedLaterIsYankedHereToo() {
    index.add("hello", WHEEL, wheel);
    get("team", "simple/hello/1.0/" + WHEEL);
    index.add("hello", WHEEL, wheel, PublicIndex.sha256(wheel), "", "true");
    sandbox.clock.advance(Duration.ofMinutes(31));

    assertThat(page("team").path("files").get(0).path("yanked").asBoolean()).isTrue();
  }

  @Test
  void aPageIsAskedForAgainAfterHalfAnHour() {
    index.add("hello", WHEEL, wheel);
    page("team");
    index.add("hello", SDIST, sdist);
    sandbox.clock.advance(Duration.ofMinutes(29));
    assertThat(fileNames(page("team"))).containsExactly(WHEEL);
    assertThat(index.requests("/simple/hello/")).isEqualTo(1);

    sandbox.clock.advance(Duration.ofMinutes(1));

    assertThat(fileNames(page("team"))).containsExactly(WHEEL, SDIST);
    assertThat(index.requests("/simple/hello/")).isEqualTo(2);
  }

  @Test
  void anUnknownPackageIsRememberedAsUnknown() {
    assertThat(get("team", "simple/hello/").statusCode()).isEqualTo(404);
    index.add("hello", WHEEL, wheel);
    assertThat(get("team", "simple/hello/").statusCode()).isEqualTo(404);
    assertThat(index.requests("/simple/hello/")).isEqualTo(1);

    sandbox.clock.advance(Duration.ofMinutes(30));

    assertThat(get("team", "simple/hello/").statusCode()).isEqualTo(200);
  }

  @Test
  void anArchivedIngestedVersionIsNeitherShownNorFetchedAgain() {
    index.add("hello", WHEEL, wheel).add("hello", SDIST, sdist);
    get("store", "simple/hello/1.0/" + WHEEL);
    sandbox.client.updatePackageVersionsStatus(request ->
        request
            .domain("acme")
            .repository("store")
            .format("pypi")
            .packageValue("hello")
            .versions("1.0")
            .targetStatus(PackageVersionStatus.ARCHIVED));

    assertThat(fileNames(page("team"))).isEmpty();
    assertThat(get("team", "simple/hello/1.0/" + WHEEL).statusCode()).isEqualTo(404);
    assertThat(get("team", "simple/hello/1.0/" + SDIST).statusCode()).isEqualTo(404);
  }
}
