package dev.storekeeper.sandbox.codeartifact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.storekeeper.sandbox.codeartifact.pypi.Archives;
import dev.storekeeper.sandbox.codeartifact.pypi.PypiProtocol;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.codeartifact.CodeartifactClient;
import software.amazon.awssdk.services.codeartifact.model.AssetSummary;
import software.amazon.awssdk.services.codeartifact.model.HashAlgorithm;
import software.amazon.awssdk.services.codeartifact.model.UpstreamRepository;

/** Kills the server in the middle of downloads that come from a public index. */
@Timeout(120)
final class PullThroughCrashTest {
  private static final int VERSIONS = 60;
  private static final int CLIENTS = 4;
  private static final int DONE_BEFORE_THE_END = 12;

  @TempDir Path state;
  private final Map<String, byte[]> wheels = new TreeMap<>();
  private final Set<String> downloaded = ConcurrentHashMap.newKeySet();

  @Test
  void whatWasDownloadedIsRetainedAndEverythingElseCanStillBeHad() throws Exception {
    try (PublicIndex index = new PublicIndex()) {
      for (int i = 0; i < VERSIONS; i++) {
        String version = "1." + i;
        byte[] wheel = Archives.wheel("hello", version, Archives.metadata("hello", version));
        wheels.put(version, wheel);
        index.add("hello", fileName(version), wheel);
      }
      downloadUntilKilled(index);
      try (Sandbox sandbox =
          new Sandbox(
              state,
              options ->
                  options
                      .withProtocols(List.of(new PypiProtocol()))
                      .withUpstreams(List.of(index.upstream())))) {
        Set<String> retained = verified(sandbox.client, "team");
        assertThat(retained).containsAll(downloaded);
        assertThat(verified(sandbox.client, "store")).containsAll(retained);
        assertThat(StateFiles.incoming(state)).isEmpty();
        String token = sandbox.token();
        for (String version : wheels.keySet()) {
          assertThat(sandbox.get(token, "team", path(version)).statusCode()).isEqualTo(200);
        }
        assertThat(verified(sandbox.client, "team")).hasSize(VERSIONS);
        assertThat(StateFiles.assets(state)).hasSize(VERSIONS);
        assertThat(state.resolve("public")).isDirectoryContaining("glob:**");
        assertThat(state.resolve("public")).isDirectoryNotContaining("glob:**.new");
      }
    }
  }

  private void downloadUntilKilled(PublicIndex index) throws Exception {
    try (ChildServer child = ChildServer.start(state, index.upstream().toString());
        CodeartifactClient client = Sandbox.client(child.baseUri());
        HttpClient http = HttpClient.newHttpClient()) {
      client.createDomain(request -> request.domain("acme"));
      client.createRepository(request -> request.domain("acme").repository("store"));
      client.createRepository(request -> request.domain("acme").repository("team"));
      client.updateRepository(request ->
          request
              .domain("acme")
              .repository("team")
              .upstreams(List.of(UpstreamRepository.builder().repositoryName("store").build())));
      client.associateExternalConnection(
          request -> request.domain("acme").repository("store").externalConnection("public:pypi"));
      String token =
          client.getAuthorizationToken(request -> request.domain("acme")).authorizationToken();
      try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
        for (int i = 0; i < CLIENTS; i++) {
          int first = i;
          clients.execute(() -> download(http, child.baseUri(), token, first));
        }
        Sandbox.await(() -> downloaded.size() >= DONE_BEFORE_THE_END);
        child.kill();
      }
    }
  }

  private void download(HttpClient http, URI base, String token, int first) {
    for (int i = first; i < VERSIONS; i += CLIENTS) {
      String version = "1." + i;
      HttpRequest request =
          HttpRequest.newBuilder(base.resolve("/acme-111111111111/pypi/team/" + path(version)))
              .header("Authorization", "Bearer " + token)
              .build();
      try {
        HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
        if (response.statusCode() == 200) {
          assertThat(response.body()).isEqualTo(wheels.get(version));
          downloaded.add(version);
        }
      } catch (IOException killed) {
        return;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static String fileName(String version) {
    return "hello-" + version + "-py3-none-any.whl";
  }

  private static String path(String version) {
    return "simple/hello/" + version + "/" + fileName(version);
  }

  /** The versions that a repository holds, each with the right asset. */
  private Set<String> verified(CodeartifactClient client, String repository) throws IOException {
    Set<String> versions = ConcurrentHashMap.newKeySet();
    client
        .listPackageVersionsPaginator(request ->
            request.domain("acme").repository(repository).format("pypi").packageValue("hello"))
        .versions()
        .forEach(version -> versions.add(version.version()));
    for (String version : versions) {
      List<AssetSummary> assets =
          client
              .listPackageVersionAssets(request ->
                  request
                      .domain("acme")
                      .repository(repository)
                      .format("pypi")
                      .packageValue("hello")
                      .packageVersion(version))
              .assets();
      assertThat(assets).hasSize(1);
      String sha256 = PublicIndex.sha256(wheels.getOrDefault(version, new byte[0]));
      assertThat(assets.getFirst().hashes()).containsEntry(HashAlgorithm.SHA_256, sha256);
      assertThat(state.resolve("assets").resolve(sha256.substring(0, 2)).resolve(sha256))
          .hasBinaryContent(wheels.getOrDefault(version, new byte[0]));
    }
    return versions;
  }
}
