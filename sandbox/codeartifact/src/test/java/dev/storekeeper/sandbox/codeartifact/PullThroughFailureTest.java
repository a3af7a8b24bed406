package dev.storekeeper.sandbox.codeartifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.storekeeper.sandbox.codeartifact.pypi.Archives;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.codeartifact.model.ResourceNotFoundException;
import software.amazon.awssdk.services.codeartifact.model.UpstreamRepository;

/** What does not go well between a repository and the public one behind it. */
final class PullThroughFailureTest extends PullThroughFixture {
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
      if (!latch.await(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("Nothing happened");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
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
