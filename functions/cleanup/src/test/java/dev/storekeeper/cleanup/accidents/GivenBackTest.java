package dev.storekeeper.cleanup.accidents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.storekeeper.cleanup.bucket.InMemoryBucket;
import dev.storekeeper.cleanup.execute.RestoreWork;
import dev.storekeeper.cleanup.export.AwsVersionSource;
import dev.storekeeper.cleanup.export.S3Exports;
import dev.storekeeper.cleanup.item.Item;
import dev.storekeeper.cleanup.publish.AwsPublisher;
import dev.storekeeper.cleanup.publish.RecordedPace;
import dev.storekeeper.cleanup.publish.Restorer;
import dev.storekeeper.cleanup.record.CleanupLedger;
import dev.storekeeper.cleanup.registry.ArchivedVersions;
import dev.storekeeper.cleanup.registry.AwsRegistry;
import dev.storekeeper.cleanup.registry.RepositoryId;
import dev.storekeeper.codeartifact.PackageCoordinates;
import dev.storekeeper.codeartifact.PackageVersion;
import dev.storekeeper.sandbox.codeartifact.CodeArtifactServer;
import dev.storekeeper.sandbox.codeartifact.ServerOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.codeartifact.CodeartifactClient;
import software.amazon.awssdk.services.codeartifact.model.PackageFormat;

/** Deleted, and then published again from the cleaner's own copy: the good end. */
class GivenBackTest {
  private static final String POLICY =
      Stage.GENEROUS
          + """
          policies:
            - name: old
              versions:
                when: { package: { format: [generic] } }
                select: { published_older_than: P180D }
                keep: { latest_published: 1 }
          """;

  @TempDir private Path folder;

  private CodeArtifactServer server;
  private CodeartifactClient client;

  @BeforeEach
  void start() throws IOException {
    server =
        CodeArtifactServer.start(
            ServerOptions.of(0, folder.resolve("state"), "eu-west-1", Stage.ACME.owner()));
    client =
        CodeartifactClient.builder()
            .region(Region.EU_WEST_1)
            .endpointOverride(server.baseUri())
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "key")))
            .httpClient(UrlConnectionHttpClient.create())
            .build();
    client.createDomain(request -> request.domain("acme"));
    client.createRepository(request -> request.domain("acme").repository("team"));
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    server.close();
  }

  @Test
  void whatWasDeletedIsPublishedAgainFromItsCopy() throws Exception {
    publish("1.0", "the only copy");
    publish("2.0", "newer");
    MovingClock clock = new MovingClock(Instant.now().plus(Duration.ofDays(400)));
    AwsRegistry registry = new AwsRegistry(client, ArchivedVersions.LISTED, _ -> Map.of());
    AwsVersionSource source = new AwsVersionSource(client);
    InMemoryBucket bucket = new InMemoryBucket();
    Stage stage =
        new Stage(
            POLICY, registry, new S3Exports(source, bucket, clock, (of, asset, size) -> {}), clock);
    PackageCoordinates tool =
        new RepositoryId(Stage.ACME, "team").packageOf("generic", "tools", "hello");
    stage.approvedAndDone();
    assertThat(registry.versions(tool).versions()).hasSize(1);
    assertThat(stage.ledger.versions("cleanup.deleted")).containsExactly("team/hello 1.0");
    Item item = stage.state.items(tool).getFirst();
    Restorer restorer =
        new Restorer(
            bucket,
            source,
            registry,
            new AwsPublisher(client),
            folder,
            1 << 20,
            clock,
            RecordedPace.free());

    Optional<String> open =
        new RestoreWork(stage.state, new CleanupLedger(stage.ledger, clock), restorer, clock)
            .run(new PackageVersion(tool, "1.0"), item.export().orElseThrow());

    assertThat(open).isEmpty();
    assertThat(content("1.0")).isEqualTo("the only copy");
    assertThat(stage.ledger.versions("cleanup.restored")).containsExactly("team/hello 1.0");
  }

  private void publish(String version, String content) {
    client.publishPackageVersion(
        request ->
            request
                .domain("acme")
                .repository("team")
                .format(PackageFormat.GENERIC)
                .namespace("tools")
                .packageValue("hello")
                .packageVersion(version)
                .assetName("hello.txt")
                .assetSHA256(sha256(content)),
        RequestBody.fromString(content));
  }

  private String content(String version) {
    return client
        .getPackageVersionAssetAsBytes(request ->
            request
                .domain("acme")
                .repository("team")
                .format(PackageFormat.GENERIC)
                .namespace("tools")
                .packageValue("hello")
                .packageVersion(version)
                .asset("hello.txt"))
        .asUtf8String();
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
