package dev.storekeeper.sandbox.codeartifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.codeartifact.model.ConflictException;
import software.amazon.awssdk.services.codeartifact.model.PackageFormat;
import software.amazon.awssdk.services.codeartifact.model.PackageVersionDescription;
import software.amazon.awssdk.services.codeartifact.model.PackageVersionStatus;
import software.amazon.awssdk.services.codeartifact.model.PublishPackageVersionResponse;

final class GenericPublishTest {
  @TempDir Path state;
  private Sandbox sandbox;

  @BeforeEach
  void start() throws IOException {
    sandbox = new Sandbox(state).withRepository();
  }

  @AfterEach
  void stop() throws IOException {
    sandbox.close();
  }

  private PublishPackageVersionResponse publish(String asset, String content, boolean unfinished) {
    return sandbox.client.publishPackageVersion(
        request ->
            request
                .domain("acme")
                .repository("releases")
                .format(PackageFormat.GENERIC)
                .namespace("tools")
                .packageValue("hello")
                .packageVersion("1.0")
                .assetName(asset)
                .assetSHA256(sha256(content))
                .unfinished(unfinished),
        RequestBody.fromString(content));
  }

  private PackageVersionDescription described() {
    return sandbox
        .client
        .describePackageVersion(request ->
            request
                .domain("acme")
                .repository("releases")
                .format("generic")
                .namespace("tools")
                .packageValue("hello")
                .packageVersion("1.0"))
        .packageVersion();
  }

  private static String sha256(String content) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(content.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aVersionIsPublishedWithItsOnlyAsset() {
    PublishPackageVersionResponse response = publish("a.bin", "content", false);

    assertThat(response.statusAsString()).isEqualTo("Published");
    assertThat(response.formatAsString()).isEqualTo("generic");
    assertThat(response.namespace()).isEqualTo("tools");
    assertThat(response.packageValue()).isEqualTo("hello");
    assertThat(response.version()).isEqualTo("1.0");
    assertThat(response.asset().name()).isEqualTo("a.bin");
    assertThat(response.asset().size()).isEqualTo(7);
    assertThat(response.asset().hashesAsStrings()).containsEntry("SHA-256", sha256("content"));
    assertThat(response.versionRevision()).isEqualTo(described().revision());
    ResponseBytes<?> bytes =
        sandbox.client.getPackageVersionAssetAsBytes(request ->
            request
                .domain("acme")
                .repository("releases")
                .format("generic")
                .namespace("tools")
                .packageValue("hello")
                .packageVersion("1.0")
                .asset("a.bin"));
    assertThat(bytes.asUtf8String()).isEqualTo("content");
    JsonNode detail = sandbox.lastDetail();
    assertThat(detail.path("packageNamespace").asText()).isEqualTo("tools");
    assertThat(detail.path("packageVersionState").asText()).isEqualTo("Published");
    assertThat(detail.path("operationType").asText()).isEqualTo("Created");
  }

  @Test
  void anUnfinishedVersionTakesAssetsUntilOneFinishesIt() {
    assertThat(publish("a.bin", "a", true).status()).isEqualTo(PackageVersionStatus.UNFINISHED);
    assertThat(sandbox.lastDetail().path("packageVersionState").asText()).isEqualTo("Unfinished");
    assertThat(publish("b.bin", "b", true).status()).isEqualTo(PackageVersionStatus.UNFINISHED);
    assertThat(publish("c.bin", "c", false).status()).isEqualTo(PackageVersionStatus.PUBLISHED);

    JsonNode detail = sandbox.lastDetail();
    assertThat(detail.path("operationType").asText()).isEqualTo("Updated");
    assertThat(detail.path("packageVersionState").asText()).isEqualTo("Published");
    assertThat(detail.path("changes").path("statusChanged").asBoolean()).isTrue();
    assertThat(detail.path("changes").path("assetsAdded").asInt()).isEqualTo(1);
    assertThat(described().publishedTime()).isEqualTo(sandbox.clock.instant());
    assertThatThrownBy(() -> publish("d.bin", "d", false))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("takes assets only while it is Unfinished");
  }

  @Test
  void theSameBytesAgainAreAcceptedAndOthersAreAConflict() {
    publish("a.bin", "a", true);
    publish("a.bin", "a", true);
    assertThat(sandbox.deliveredEvents()).hasSize(1);

    assertThatThrownBy(() -> publish("a.bin", "other", true))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("other content");
    assertThat(publish("a.bin", "a", false).status()).isEqualTo(PackageVersionStatus.PUBLISHED);
    assertThat(sandbox.lastDetail().path("changes").path("assetsAdded").asInt()).isZero();
    String revision = described().revision();

    assertThat(publish("a.bin", "a", false).versionRevision()).isEqualTo(revision);
    assertThat(sandbox.deliveredEvents()).hasSize(2);
  }

  @Test
  void anArchivedVersionCannotBePublishedAgain() {
    publish("a.bin", "a", false);
    sandbox.client.updatePackageVersionsStatus(request ->
        request
            .domain("acme")
            .repository("releases")
            .format("generic")
            .namespace("tools")
            .packageValue("hello")
            .versions("1.0")
            .targetStatus(PackageVersionStatus.ARCHIVED));

    assertThatThrownBy(() -> publish("a.bin", "a", false))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("Archived");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "format=generic&package=p&version=1&asset=a | good | namespace",
        "format=pypi&package=p&version=1&asset=a | good | format",
        "format=generic&namespace=n&package=p&version=1&asset=a | none | x-amz-content-sha256",
        "format=generic&namespace=n&package=p&version=1&asset=a | bad | as the content has",
        "format=generic&namespace=n&package=p&version=1&asset=a | UNSIGNED-PAYLOAD | 64 lower-case",
        "format=generic&namespace=n&package=p&version=1&asset=a&unfinished=maybe | good |"
            + " unfinished"
      })
  void aWrongRequestNamesWhatIsWrong(String query, String checksum, String expected) {
    String hash = Map.of("good", sha256("x"), "bad", sha256("y")).getOrDefault(checksum, checksum);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create(
                    sandbox.server.baseUri()
                        + "/v1/package/version/publish?domain=acme&repository=releases&"
                        + query))
            .POST(BodyPublishers.ofString("x"));
    if (!checksum.equals("none")) {
      request.header("x-amz-content-sha256", hash);
    }

    HttpResponse<String> response = sandbox.send(request.build());

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains(expected);
    assertThat(sandbox.deliveredEvents()).isEmpty();
  }
}
