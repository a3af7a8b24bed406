package dev.storekeeper.sandbox.codeartifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.codeartifact.CodeartifactClient;
import software.amazon.awssdk.services.codeartifact.model.AssetSummary;
import software.amazon.awssdk.services.codeartifact.model.HashAlgorithm;

/** Kills the server in the middle of concurrent publications, again and again. */
@Timeout(120)
final class CrashTest {
  private static final int PUBLISHERS = 6;
  private static final int ROUNDS = 3;
  private static final int LARGEST_ASSET = 100_000;

  @TempDir Path state;
  private final Set<String> attempted = ConcurrentHashMap.newKeySet();
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

  @Test
  void whatWasAcknowledgedIsThereAndNothingIsHalfThere() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      publishUntilKilled(round);
    }

    try (Sandbox sandbox = new Sandbox(state)) {
      Set<String> visible = visible(sandbox.client);

      assertThat(visible).containsAll(acknowledged);
      assertThat(attempted).containsAll(visible);
      assertThat(visible.size() - acknowledged.size())
          .as("published, but killed before the answer")
          .isLessThanOrEqualTo(PUBLISHERS * ROUNDS);
      assertThat(StateFiles.incoming(state)).isEmpty();
      assertThat(StateFiles.assets(state)).hasSameSizeAs(visible);
      for (Path file : StateFiles.assets(state)) {
        assertThat(sha256(Files.readAllBytes(file))).isEqualTo(file.getFileName().toString());
      }
      assertThat(sandbox.token()).isNotEmpty();
      sandbox.publish("package-0", "afterwards", "a.bin", "content");
      long events = visible.stream().filter(path -> path.startsWith("package-0/")).count() + 1;
      assertThat(sandbox.lastDetail().path("sequenceNumber").asLong()).isEqualTo(events);
    }
  }

  private void publishUntilKilled(int round) throws Exception {
    try (ChildServer child = ChildServer.start(state);
        CodeartifactClient client = Sandbox.client(child.baseUri());
        HttpClient http = HttpClient.newHttpClient()) {
      if (round == 0) {
        client.createDomain(request -> request.domain("acme"));
        client.createRepository(request -> request.domain("acme").repository("releases"));
      }
      String token =
          client.getAuthorizationToken(request -> request.domain("acme")).authorizationToken();
      AtomicInteger inThisRound = new AtomicInteger();
      try (ExecutorService publishers = Executors.newFixedThreadPool(PUBLISHERS)) {
        for (int publisher = 0; publisher < PUBLISHERS; publisher++) {
          String prefix = "package-" + publisher + "/" + round + ".";
          Random random = new Random(31L * round + publisher);
          publishers.execute(
              () -> publishForever(http, child.baseUri(), token, prefix, random, inThisRound));
        }
        Sandbox.await(() -> inThisRound.get() >= 40);
        child.kill();
      }
    }
  }

  private void publishForever(
      HttpClient http,
      URI base,
      String token,
      String prefix,
      Random random,
      AtomicInteger inThisRound) {
    for (int i = 0; ; i++) {
      String path = prefix + (i / 2) + "/asset-" + (i % 2) + ".bin";
      byte[] content = new byte[1 + random.nextInt(LARGEST_ASSET)];
      random.nextBytes(content);
      attempted.add(path + " " + sha256(content));
      try {
        HttpRequest request =
            HttpRequest.newBuilder(base.resolve("/acme-111111111111/pypi/releases/" + path))
                .header("Authorization", "Bearer " + token)
                .PUT(BodyPublishers.ofByteArray(content))
                .build();
        if (http.send(request, BodyHandlers.discarding()).statusCode() == 201) {
          acknowledged.add(path + " " + sha256(content));
          inThisRound.incrementAndGet();
        }
      } catch (IOException killed) {
        return;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static Set<String> visible(CodeartifactClient client) {
    Set<String> visible = ConcurrentHashMap.newKeySet();
    for (int publisher = 0; publisher < PUBLISHERS; publisher++) {
      String name = "package-" + publisher;
      client
          .listPackageVersionsPaginator(request ->
              request.domain("acme").repository("releases").format("pypi").packageValue(name))
          .versions()
          .forEach(version ->
              assets(client, name, version.version())
                  .forEach(asset ->
                      visible.add(
                          String.join("/", name, version.version(), asset.name())
                              + " "
                              + asset.hashes().get(HashAlgorithm.SHA_256))));
    }
    return visible;
  }

  private static List<AssetSummary> assets(CodeartifactClient client, String name, String version) {
    List<AssetSummary> assets =
        client
            .listPackageVersionAssets(request ->
                request
                    .domain("acme")
                    .repository("releases")
                    .format("pypi")
                    .packageValue(name)
                    .packageVersion(version))
            .assets();
    assertThat(assets).as("a version without assets would be half visible").isNotEmpty();
    return assets;
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
