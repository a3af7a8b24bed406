package dev.storekeeper.sandbox.codeartifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.services.codeartifact.model.AssetSummary;
import software.amazon.awssdk.services.codeartifact.model.GetPackageVersionAssetResponse;
import software.amazon.awssdk.services.codeartifact.model.GetPackageVersionReadmeResponse;
import software.amazon.awssdk.services.codeartifact.model.HashAlgorithm;
import software.amazon.awssdk.services.codeartifact.model.ListPackageVersionAssetsResponse;
import software.amazon.awssdk.services.codeartifact.model.ListPackageVersionDependenciesResponse;
import software.amazon.awssdk.services.codeartifact.model.ListPackageVersionsRequest;
import software.amazon.awssdk.services.codeartifact.model.ListPackageVersionsResponse;
import software.amazon.awssdk.services.codeartifact.model.PackageFormat;
import software.amazon.awssdk.services.codeartifact.model.PackageVersionDescription;
import software.amazon.awssdk.services.codeartifact.model.PackageVersionSortType;
import software.amazon.awssdk.services.codeartifact.model.PackageVersionStatus;
import software.amazon.awssdk.services.codeartifact.model.PackageVersionSummary;
import software.amazon.awssdk.services.codeartifact.model.ResourceNotFoundException;
import software.amazon.awssdk.services.codeartifact.model.ResourceType;
import software.amazon.awssdk.services.codeartifact.model.ValidationException;

final class VersionApiTest {
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

  private static ListPackageVersionsRequest.Builder ofHello(
      ListPackageVersionsRequest.Builder request) {
    return request.domain("acme").repository("releases").format("pypi").packageValue("hello");
  }

  private PackageVersionDescription describe(String version) {
    return sandbox
        .client
        .describePackageVersion(request ->
            request
                .domain("acme")
                .repository("releases")
                .format("pypi")
                .packageValue("hello")
                .packageVersion(version))
        .packageVersion();
  }

  @Test
  void aPublishedVersionIsDescribedWithWhatItsArtifactSays() {
    sandbox.publish("hello", "1.0", "a.txt", "content");

    PackageVersionDescription version = describe("1.0");

    assertThat(version.format()).isEqualTo(PackageFormat.PYPI);
    assertThat(version.namespace()).isNull();
    assertThat(version.packageName()).isEqualTo("hello");
    assertThat(version.version()).isEqualTo("1.0");
    assertThat(version.displayName()).isEqualTo("Display Name");
    assertThat(version.summary()).isEqualTo("a summary");
    assertThat(version.homePage()).endsWith("/home");
    assertThat(version.sourceCodeRepository()).endsWith("/source");
    assertThat(version.licenses()).singleElement().extracting("name").isEqualTo("MIT");
    assertThat(version.publishedTime()).isEqualTo(sandbox.clock.instant());
    assertThat(version.status()).isEqualTo(PackageVersionStatus.PUBLISHED);
    assertThat(version.revision()).hasSize(44);
    assertThat(version.origin().originTypeAsString()).isEqualTo("INTERNAL");
    assertThat(version.origin().domainEntryPoint().repositoryName()).isEqualTo("releases");
  }

  @Test
  void whatIsNotThereIsNotFoundAndNamed() {
    assertThatThrownBy(() -> describe("1.0"))
        .isInstanceOfSatisfying(
            ResourceNotFoundException.class,
            missing -> assertThat(missing.resourceType()).isEqualTo(ResourceType.PACKAGE))
        .hasMessageContaining("hello");
    sandbox.publish("hello", "1.0", "a.txt", "content");
    assertThatThrownBy(() -> describe("2.0"))
        .isInstanceOfSatisfying(
            ResourceNotFoundException.class,
            missing -> {
              assertThat(missing.resourceType()).isEqualTo(ResourceType.PACKAGE_VERSION);
              assertThat(missing.resourceId()).isEqualTo("2.0");
            });
    assertThatThrownBy(() -> asset("1.0", "b.txt", null))
        .isInstanceOfSatisfying(
            ResourceNotFoundException.class,
            missing -> assertThat(missing.resourceType()).isEqualTo(ResourceType.ASSET));
  }

  @Test
  void versionsAreListedByNameOrNewestFirst() {
    for (String version : List.of("2.0", "1.0", "3.0")) {
      sandbox.publish("hello", version, "a.txt", version);
      sandbox.clock.advance(Duration.ofMinutes(1));
    }

    ListPackageVersionsResponse byName =
        sandbox.client.listPackageVersions(request -> ofHello(request));
    ListPackageVersionsResponse byTime =
        sandbox.client.listPackageVersions(
            request -> ofHello(request).sortBy(PackageVersionSortType.PUBLISHED_TIME));

    assertThat(byName.versions())
        .extracting(PackageVersionSummary::version)
        .containsExactly("1.0", "2.0", "3.0");
    assertThat(byTime.versions())
        .extracting(PackageVersionSummary::version)
        .containsExactly("3.0", "1.0", "2.0");
    assertThat(byName.defaultDisplayVersion()).isEqualTo("3.0");
    assertThat(byName.format()).isEqualTo(PackageFormat.PYPI);
    assertThat(byName.packageValue()).isEqualTo("hello");
  }

  @Test
  void versionsPublishedAtTheSameMomentArePagedOnceEachNewestFirst() {
    List<String> versions = IntStream.range(0, 7).mapToObj(i -> "1." + i).toList();
    versions.forEach(version -> sandbox.publish("hello", version, "a.txt", version));

    List<String> paged =
        sandbox
            .client
            .listPackageVersionsPaginator(request ->
                ofHello(request).sortBy(PackageVersionSortType.PUBLISHED_TIME).maxResults(2))
            .stream()
            .flatMap(page -> page.versions().stream())
            .map(PackageVersionSummary::version)
            .toList();

    assertThat(paged).isEqualTo(versions.reversed());
  }

  @Test
  void aPageGoesOnWhereItEndedAlthoughVersionsCameAndWent() {
    for (String version : List.of("1.0", "2.0", "3.0", "4.0")) {
      sandbox.publish("hello", version, "a.txt", version);
      sandbox.clock.advance(Duration.ofMinutes(1));
    }
    ListPackageVersionsResponse first =
        sandbox.client.listPackageVersions(request ->
            ofHello(request).sortBy(PackageVersionSortType.PUBLISHED_TIME).maxResults(2));
    sandbox.publish("hello", "5.0", "a.txt", "5.0");
    delete("3.0");

    ListPackageVersionsResponse second =
        sandbox.client.listPackageVersions(request ->
            ofHello(request)
                .sortBy(PackageVersionSortType.PUBLISHED_TIME)
                .nextToken(first.nextToken()));

    assertThat(second.versions())
        .extracting(PackageVersionSummary::version)
        .containsExactly("2.0", "1.0");
  }

  private void delete(String version) {
    sandbox.client.deletePackageVersions(request ->
        request
            .domain("acme")
            .repository("releases")
            .format("pypi")
            .packageValue("hello")
            .versions(version));
  }

  @Test
  void aPageHoldsFiftyVersionsUnlessAskedOtherwise() {
    String token = sandbox.token();
    for (int i = 0; i < 51; i++) {
      assertThat(sandbox.put(token, "releases", "hello/1." + i + "/a.txt", "same").statusCode())
          .isEqualTo(201);
    }

    assertThat(sandbox.client.listPackageVersions(request -> ofHello(request)).versions())
        .hasSize(50);
    assertThat(
            sandbox
                .client
                .listPackageVersions(request -> ofHello(request).maxResults(1000))
                .versions())
        .hasSize(51);
  }

  @Test
  void versionsAreFilteredByStatusAndOrigin() {
    sandbox.publish("hello", "1.0", "a.txt", "1");
    sandbox.publish("hello", "2.0", "a.txt", "2");
    sandbox.client.updatePackageVersionsStatus(request ->
        request
            .domain("acme")
            .repository("releases")
            .format("pypi")
            .packageValue("hello")
            .versions("2.0")
            .targetStatus(PackageVersionStatus.ARCHIVED));

    ListPackageVersionsResponse archived =
        sandbox.client.listPackageVersions(request -> ofHello(request).status("Archived"));

    assertThat(archived.versions())
        .extracting(PackageVersionSummary::version)
        .containsExactly("2.0");
    assertThat(archived.defaultDisplayVersion()).isEqualTo("1.0");
    assertThat(
            sandbox
                .client
                .listPackageVersions(request -> ofHello(request).originType("EXTERNAL"))
                .versions())
        .isEmpty();
    assertThatThrownBy(
            () -> sandbox.client.listPackageVersions(request -> ofHello(request).status("Odd")))
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining("'status'")
        .hasMessageContaining("'Odd'")
        .hasMessageContaining("Unlisted");
  }

  @Test
  void assetsAreListedWithSizesAndAllHashes() {
    sandbox.publish("hello", "1.0", "b.txt", "hello");
    sandbox.publish("hello", "1.0", "a.txt", "");

    ListPackageVersionAssetsResponse first =
        sandbox.client.listPackageVersionAssets(request ->
            request
                .domain("acme")
                .repository("releases")
                .format("pypi")
                .packageValue("hello")
                .packageVersion("1.0")
                .maxResults(1));
    ListPackageVersionAssetsResponse second =
        sandbox.client.listPackageVersionAssets(request ->
            request
                .domain("acme")
                .repository("releases")
                .format("pypi")
                .packageValue("hello")
                .packageVersion("1.0")
                .nextToken(first.nextToken()));

    assertThat(first.assets()).extracting(AssetSummary::name).containsExactly("a.txt");
    assertThat(second.assets()).extracting(AssetSummary::name).containsExactly("b.txt");
    assertThat(second.versionRevision()).isEqualTo(describe("1.0").revision());
    AssetSummary asset = second.assets().getFirst();
    assertThat(asset.size()).isEqualTo(5);
    assertThat(asset.hashes())
        .containsEntry(HashAlgorithm.MD5, "5d41402abc4b2a76b9719d911017c592")
        .containsEntry(HashAlgorithm.SHA_1, "aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d")
        .containsEntry(
            HashAlgorithm.SHA_256,
            "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824")
        .containsKey(HashAlgorithm.SHA_512);
  }

  @Test
  void anAssetComesWithItsNameVersionAndRevision() {
    sandbox.publish("hello", "1.0", "a.txt", "content");
    String revision = describe("1.0").revision();

    ResponseBytes<GetPackageVersionAssetResponse> asset = asset("1.0", "a.txt", revision);

    assertThat(asset.asUtf8String()).isEqualTo("content");
    assertThat(asset.response().assetName()).isEqualTo("a.txt");
    assertThat(asset.response().packageVersion()).isEqualTo("1.0");
    assertThat(asset.response().packageVersionRevision()).isEqualTo(revision);
    assertThatThrownBy(() -> asset("1.0", "a.txt", "another"))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining(revision);
  }

  @Test
  void anEmptyAssetIsAnAsset() {
    sandbox.publish("hello", "1.0", "empty", "");

    assertThat(asset("1.0", "empty", null).asByteArray()).isEmpty();
  }

  private ResponseBytes<GetPackageVersionAssetResponse> asset(
      String version, String name, @Nullable String revision) {
    return sandbox.client.getPackageVersionAssetAsBytes(request ->
        request
            .domain("acme")
            .repository("releases")
            .format("pypi")
            .packageValue("hello")
            .packageVersion(version)
            .asset(name)
            .packageVersionRevision(revision));
  }

  @Test
  void dependenciesAndReadmeAreThoseOfTheFirstAsset() {
    sandbox.publish("hello", "1.0", "a.txt", "content");

    ListPackageVersionDependenciesResponse dependencies =
        sandbox.client.listPackageVersionDependencies(request ->
            request
                .domain("acme")
                .repository("releases")
                .format("pypi")
                .packageValue("hello")
                .packageVersion("1.0"));
    GetPackageVersionReadmeResponse readme =
        sandbox.client.getPackageVersionReadme(request ->
            request
                .domain("acme")
                .repository("releases")
                .format("pypi")
                .packageValue("hello")
                .packageVersion("1.0"));

    assertThat(dependencies.dependencies())
        .extracting("packageValue", "dependencyType", "versionRequirement")
        .containsExactly(
            tuple("left", "Requires-Dist", ">=1"), tuple("right", "Requires-Dist", null));
    assertThat(readme.readme()).isEqualTo("# Read me");
    assertThat(readme.versionRevision()).isEqualTo(dependencies.versionRevision());
  }
}
