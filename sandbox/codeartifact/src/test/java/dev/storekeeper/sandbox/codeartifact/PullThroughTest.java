package dev.storekeeper.sandbox.codeartifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.sandbox.codeartifact.pypi.Archives;
import dev.storekeeper.sandbox.codeartifact.pypi.PypiProtocol;
import dev.storekeeper.sandbox.codeartifact.store.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.codeartifact.model.PackageVersionDescription;
import software.amazon.awssdk.services.codeartifact.model.PackageVersionStatus;
import software.amazon.awssdk.services.codeartifact.model.PackageVersionSummary;
import software.amazon.awssdk.services.codeartifact.model.ResourceNotFoundException;
import software.amazon.awssdk.services.codeartifact.model.UpstreamRepository;

final class PullThroughTest {
  private static final String WHEEL = "hello-1.0-py3-none-any.whl";
  private static final String SDIST = "hello-1.0.tar.gz";

  @TempDir Path state;
  private final byte[] wheel =
      Archives.wheel(
          "hello", "1.0", Archives.metadata("Hello", "1.0", "Summary: says hello", "License: MIT"));
  private final byte[] sdist =
      Archives.sdist("hello", "1.0", Archives.metadata("Hello", "1.0", "Summary: the source"));
  private PublicIndex index;
  private Sandbox sandbox;
  private String token;

  @BeforeEach
  void start() throws IOException {
    index = new PublicIndex();
    sandbox = open(index.upstream());
    sandbox.withRepository("store").withRepository("team", "store");
    sandbox.client.associateExternalConnection(
        request -> request.domain("acme").repository("store").externalConnection("public:pypi"));
    token = sandbox.token();
  }

  private Sandbox open(PublicUpstream upstream) throws IOException {
    return new Sandbox(
        state,
        options ->
            options.withProtocols(List.of(new PypiProtocol())).withUpstreams(List.of(upstream)));
  }

  private void restart(PublicUpstream upstream) throws IOException {
    sandbox.close();
    sandbox = open(upstream);
    token = sandbox.token();
  }

  @AfterEach
  void stop() throws IOException {
    sandbox.close();
    index.close();
  }

  private HttpResponse<String> get(String repository, String rest) {
    return sandbox.send(
        HttpRequest.newBuilder(sandbox.endpoint(repository, rest))
            .header("Authorization", "Bearer " + token)
            .header("Accept", "application/vnd.pypi.simple.v1+json, */*; q=0.1")
            .build());
  }

  private JsonNode page(String repository) {
    HttpResponse<String> response = get(repository, "simple/hello/");
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return Json.parse(response.body());
  }

  private static List<String> fileNames(JsonNode page) {
    List<String> names = new ArrayList<>();
    page.path("files").forEach(file -> names.add(file.path("filename").asText()));
    return names;
  }

  private PackageVersionDescription described(String repository) {
    return sandbox
        .client
        .describePackageVersion(request ->
            request
                .domain("acme")
                .repository(repository)
                .format("pypi")
                .packageValue("hello")
                .packageVersion("1.0"))
        .packageVersion();
  }

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

  @ParameterizedTest
  @EnumSource(
      value = PublicIndex.Mode.class,
      names = {"BROKEN", "NOT_JSON"})
  void whatIsStoredOrWasSaidBeforeIsServedWhileTheRepositoryIsDown(PublicIndex.Mode failure)
      throws IOException {
    index.add("hello", WHEEL, wheel).add("hello", SDIST, sdist);
    get("team", "simple/hello/1.0/" + WHEEL);
    index.answerAs(failure);
    sandbox.clock.advance(Duration.ofDays(3));
    restart(index.upstream());

    assertThat(fileNames(page("team"))).containsExactly(WHEEL, SDIST);
    assertThat(get("team", "simple/hello/1.0/" + WHEEL).statusCode()).isEqualTo(200);
    HttpResponse<String> unknown = get("team", "simple/other/");
    if (failure == PublicIndex.Mode.BROKEN) {
      assertThat(unknown.statusCode()).isEqualTo(502);
      assertThat(unknown.body()).contains("public:pypi", "cannot be used", "503");
      assertThat(get("team", "simple/hello/1.0/" + SDIST).statusCode()).isEqualTo(502);
      assertThat(get("team", "simple/hello/1.0/absent.whl").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void aPackageThatOnlyARepositoryHoldsIsServedWhileThePublicOneIsGone() {
    index.close();
    byte[] own = Archives.wheel("own", "1.0", Archives.metadata("own", "1.0"));
    sandbox.withRepository("internal");
    sandbox.client.updateRepository(request ->
        request
            .domain("acme")
            .repository("team")
            .upstreams(
                List.of(
                    UpstreamRepository.builder().repositoryName("store").build(),
                    UpstreamRepository.builder().repositoryName("internal").build())));
    upload("internal", "own", "own-1.0-py3-none-any.whl", own);

    assertThat(get("team", "simple/own/1.0/own-1.0-py3-none-any.whl").statusCode()).isEqualTo(200);
    assertThat(get("team", "simple/absent/").statusCode()).isEqualTo(502);
  }

  private void upload(String repository, String name, String fileName, byte[] content) {
    String boundary = "boundary-of-the-test";
    StringBuilder form = new StringBuilder();
    for (String[] field :
        new String[][] {
          {":action", "file_upload"},
          {"protocol_version", "1"},
          {"name", name},
          {"version", "1.0"},
          {"filetype", "bdist_wheel"},
          {"yanked", "a publisher cannot say so"}
        }) {
      form.append("--")
          .append(boundary)
          .append("\r\nContent-Disposition: form-data; name=\"")
          .append(field[0])
          .append("\"\r\n\r\n")
          .append(field[1])
          .append("\r\n");
    }
    form.append("--")
        .append(boundary)
        .append("\r\nContent-Disposition: form-data; name=\"content\"; filename=\"")
        .append(fileName)
        .append("\"\r\n\r\n")
        .append(new String(content, StandardCharsets.ISO_8859_1))
        .append("\r\n--")
        .append(boundary)
        .append("--\r\n");
    HttpResponse<String> response =
        sandbox.send(
            HttpRequest.newBuilder(sandbox.endpoint(repository, ""))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        form.toString(), StandardCharsets.ISO_8859_1))
                .build());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(get(repository, "simple/" + name + "/").body()).doesNotContain("cannot say so");
  }

  @ParameterizedTest
  @EnumSource(
      value = PublicIndex.Mode.class,
      names = {"JSON", "HTML"})
  void bytesThatAreNotWhatTheIndexSaysAreRefusedAndLeaveNothing(PublicIndex.Mode mode)
      throws IOException {
    index.answerAs(mode);
    index.add("hello", WHEEL, wheel, PublicIndex.sha256(sdist), "", "");

    HttpResponse<String> response = get("team", "simple/hello/1.0/" + WHEEL);

    assertThat(response.statusCode()).isEqualTo(502);
    assertThat(response.body()).contains("has SHA-256", PublicIndex.sha256(wheel));
    assertThat(StateFiles.assets(state)).isEmpty();
    assertThat(StateFiles.incoming(state)).isEmpty();
    assertThatThrownBy(() -> described("store")).isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void aFileThatTellsNothingOfItselfIsIngestedAllTheSame() {
    byte[] bytes = "no archive at all".getBytes(StandardCharsets.UTF_8);
    index.add("hello", SDIST, bytes);

    assertThat(get("team", "simple/hello/1.0/" + SDIST).body()).isEqualTo("no archive at all");
    assertThat(described("team").displayName()).isEqualTo("hello");
    assertThat(described("team").summary()).isNull();
  }

  @Test
  void manyWhoWantTheSameFileAtOnceMakeOneDownload() throws Exception {
    index.add("hello", WHEEL, wheel);
    page("team");
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    index.beforeFile(() -> {
      asked.countDown();
      await(released);
    });
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        String repository = i % 2 == 0 ? "team" : "store";
        answers.add(
            clients.submit(() -> get(repository, "simple/hello/1.0/" + WHEEL).statusCode()));
      }
      await(asked);
      released.countDown();
      for (Future<Integer> answer : answers) {
        assertThat(answer.get()).isEqualTo(200);
      }
    }

    assertThat(index.requests("/files/" + WHEEL)).isEqualTo(1);
    assertThat(sandbox.deliveredEvents()).hasSize(2);
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(20, TimeUnit.SECONDS)) {
        throw new IllegalStateException("Nothing happened");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
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

  @Test
  void redirectsAreFollowedFiveTimes() throws IOException {
    index.add("hello", WHEEL, wheel);
    restart(new PublicUpstream("public:pypi", index.address("/turn/5/")));
    assertThat(fileNames(page("team"))).containsExactly(WHEEL);

    restart(new PublicUpstream("public:pypi", index.address("/turn/6/")));
    HttpResponse<String> refused = get("team", "simple/hello/");

    assertThat(refused.statusCode()).isEqualTo(502);
    assertThat(refused.body()).contains("redirects more than 5 times");
  }

  @Test
  void credentialsGoToTheIndexAndIntoNoMessage() throws IOException {
    try (PublicIndex stranger = new PublicIndex()) {
      URI address = index.address("/simple/");
      URI withSecret = URI.create(address.toString().replace("//", "//user:s%40cret@"));
      PublicUpstream upstream = new PublicUpstream("public:pypi", withSecret);
      assertThat(upstream.toString()).doesNotContain("cret").contains(address.toString());
      index.add("hello", WHEEL, wheel);
      restart(upstream);

      assertThat(get("team", "simple/hello/1.0/" + WHEEL).statusCode()).isEqualTo(200);
      assertThat(index.authorization("/simple/hello/")).contains("Basic dXNlcjpzQGNyZXQ=");
      assertThat(index.authorization("/files/" + WHEEL)).isPresent();
      index.add("hello", SDIST, sdist);
      stranger.add("hello", SDIST, sdist);
      index.filesAt(stranger.address("/files/").toString());
      sandbox.clock.advance(Duration.ofMinutes(30));
      assertThat(get("team", "simple/hello/1.0/" + SDIST).statusCode()).isEqualTo(200);
      assertThat(stranger.requests("/files/" + SDIST)).isEqualTo(1);
      assertThat(stranger.authorization("/files/" + SDIST)).isEmpty();
      index.answerAs(PublicIndex.Mode.BROKEN);
      assertThat(get("team", "simple/other/").body()).contains("503").doesNotContain("cret");
    }
  }

  @Test
  void onlyConnectionsThatCanBeReadHaveAddresses() {
    for (String connection : List.of("public:npmjs", "public:nowhere")) {
      assertThatThrownBy(() ->
              new Sandbox(
                  state.resolve("other"),
                  options ->
                      options.withUpstreams(
                          List.of(new PublicUpstream(connection, index.address("/"))))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(connection);
    }
  }
}
