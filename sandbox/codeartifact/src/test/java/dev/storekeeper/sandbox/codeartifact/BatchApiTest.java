package dev.storekeeper.sandbox.codeartifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.codeartifact.model.DeletePackageVersionsResponse;
import software.amazon.awssdk.services.codeartifact.model.DisposePackageVersionsResponse;
import software.amazon.awssdk.services.codeartifact.model.ListPackageVersionsResponse;
import software.amazon.awssdk.services.codeartifact.model.PackageVersionError;
import software.amazon.awssdk.services.codeartifact.model.PackageVersionErrorCode;
import software.amazon.awssdk.services.codeartifact.model.PackageVersionStatus;
import software.amazon.awssdk.services.codeartifact.model.ResourceNotFoundException;
import software.amazon.awssdk.services.codeartifact.model.UpdatePackageVersionsStatusRequest;
import software.amazon.awssdk.services.codeartifact.model.UpdatePackageVersionsStatusResponse;
import software.amazon.awssdk.services.codeartifact.model.ValidationException;

final class BatchApiTest {
  @TempDir Path state;
  private Sandbox sandbox;

  @BeforeEach
  void start() throws IOException {
    sandbox = new Sandbox(state).withRepository();
    for (String version : List.of("1.0", "2.0", "3.0")) {
      sandbox.publish("hello", version, "a.txt", version);
    }
  }

  @AfterEach
  void stop() throws IOException {
    sandbox.close();
  }

  private static UpdatePackageVersionsStatusRequest.Builder ofHello(
      UpdatePackageVersionsStatusRequest.Builder request) {
    return request.domain("acme").repository("releases").format("pypi").packageValue("hello");
  }

  private UpdatePackageVersionsStatusResponse update(
      PackageVersionStatus target, String... versions) {
    return sandbox.client.updatePackageVersionsStatus(
        request -> ofHello(request).versions(versions).targetStatus(target));
  }

  private DisposePackageVersionsResponse dispose(String... versions) {
    return sandbox.client.disposePackageVersions(request ->
        request
            .domain("acme")
            .repository("releases")
            .format("pypi")
            .packageValue("hello")
            .versions(versions));
  }

  private DeletePackageVersionsResponse delete(String... versions) {
    return sandbox.client.deletePackageVersions(request ->
        request
            .domain("acme")
            .repository("releases")
            .format("pypi")
            .packageValue("hello")
            .versions(versions));
  }

  private static <T> T of(String version, Map<String, T> results) {
    return Optional.ofNullable(results.get(version)).orElseThrow();
  }

  private ListPackageVersionsResponse versions() {
    return sandbox.client.listPackageVersions(request ->
        request.domain("acme").repository("releases").format("pypi").packageValue("hello"));
  }

  private String revision(String version) {
    return versions().versions().stream()
        .filter(found -> found.version().equals(version))
        .findFirst()
        .orElseThrow()
        .revision();
  }

  @Test
  void versionsChangeStatusTogetherAndGetNewRevisions() {
    String before = revision("1.0");

    UpdatePackageVersionsStatusResponse response =
        update(PackageVersionStatus.ARCHIVED, "1.0", "2.0");

    assertThat(response.failedVersions()).isEmpty();
    assertThat(response.successfulVersions()).containsOnlyKeys("1.0", "2.0");
    assertThat(of("1.0", response.successfulVersions()).status())
        .isEqualTo(PackageVersionStatus.ARCHIVED);
    assertThat(of("1.0", response.successfulVersions()).revision())
        .isEqualTo(revision("1.0"))
        .isNotEqualTo(before);
    assertThat(versions().versions())
        .extracting(version -> version.statusAsString())
        .containsExactly("Archived", "Archived", "Published");
  }

  @Test
  void oneMissingVersionLeavesAllOthersSkippedAndUnchanged() {
    int events = sandbox.deliveredEvents().size();

    Map<String, PackageVersionError> failures =
        update(PackageVersionStatus.ARCHIVED, "1.0", "9.9", "2.0").failedVersions();

    assertThat(of("9.9", failures).errorCode()).isEqualTo(PackageVersionErrorCode.NOT_FOUND);
    assertThat(of("1.0", failures).errorCode()).isEqualTo(PackageVersionErrorCode.SKIPPED);
    assertThat(of("2.0", failures).errorMessage()).isEqualTo("version 2.0 is skipped");
    assertThat(versions().versions())
        .allMatch(version -> version.status() == PackageVersionStatus.PUBLISHED);
    assertThat(sandbox.deliveredEvents()).hasSize(events);
  }

  @Test
  void aStatusOrRevisionThatIsNotExpectedIsNamed() {
    update(PackageVersionStatus.UNLISTED, "2.0");

    PackageVersionError status =
        of(
            "2.0",
            sandbox
                .client
                .updatePackageVersionsStatus(request ->
                    ofHello(request)
                        .versions("1.0", "2.0")
                        .expectedStatus(PackageVersionStatus.PUBLISHED)
                        .targetStatus(PackageVersionStatus.ARCHIVED))
                .failedVersions());
    PackageVersionError revision =
        of(
            "1.0",
            sandbox
                .client
                .updatePackageVersionsStatus(request ->
                    ofHello(request)
                        .versions("1.0")
                        .versionRevisions(Map.of("1.0", "stale"))
                        .targetStatus(PackageVersionStatus.ARCHIVED))
                .failedVersions());

    assertThat(status.errorCode()).isEqualTo(PackageVersionErrorCode.MISMATCHED_STATUS);
    assertThat(status.errorMessage())
        .isEqualTo("current status: Unlisted, expected status: Published");
    assertThat(revision.errorCode()).isEqualTo(PackageVersionErrorCode.MISMATCHED_REVISION);
    assertThat(revision.errorMessage())
        .isEqualTo("current revision: " + revision("1.0") + ", expected revision: stale");
    assertThat(
            sandbox
                .client
                .updatePackageVersionsStatus(request ->
                    ofHello(request)
                        .versions("1.0")
                        .versionRevisions(Map.of("1.0", revision("1.0")))
                        .targetStatus(PackageVersionStatus.ARCHIVED))
                .successfulVersions())
        .containsKey("1.0");
  }

  @Test
  void aDisposedVersionLosesItsAssetsForGoodAndCanOnlyBeDeleted() throws IOException {
    assertThat(of("1.0", dispose("1.0").successfulVersions()).status())
        .isEqualTo(PackageVersionStatus.DISPOSED);

    assertThat(StateFiles.assets(state)).hasSize(2);
    assertThat(sandbox.get(sandbox.token(), "hello/1.0/a.txt").statusCode()).isEqualTo(404);
    assertThat(of("1.0", update(PackageVersionStatus.PUBLISHED, "1.0").failedVersions()))
        .satisfies(failure -> {
          assertThat(failure.errorCode()).isEqualTo(PackageVersionErrorCode.NOT_ALLOWED);
          assertThat(failure.errorMessage()).contains("Disposed").contains("Published");
        });
    assertThat(sandbox.put(sandbox.token(), "releases", "hello/1.0/b.txt", "b").statusCode())
        .isEqualTo(409);
    assertThat(of("1.0", delete("1.0").successfulVersions()).status())
        .isEqualTo(PackageVersionStatus.DELETED);
  }

  @Test
  void bytesThatAnotherVersionHasStayWhenOneIsDeleted() throws IOException {
    sandbox.publish("other", "1.0", "copy.txt", "1.0");

    delete("1.0", "2.0", "3.0");

    assertThat(StateFiles.assets(state)).hasSize(1);
    assertThat(sandbox.get(sandbox.token(), "other/1.0/copy.txt").body()).isEqualTo("1.0");
  }

  @Test
  void aDeletedVersionMayBePublishedAgainWithOtherBytes() {
    delete("1.0");
    assertThat(versions().versions()).hasSize(2);

    sandbox.publish("hello", "1.0", "a.txt", "other bytes");

    assertThat(sandbox.get(sandbox.token(), "hello/1.0/a.txt").body()).isEqualTo("other bytes");
    JsonNode detail = sandbox.lastDetail();
    assertThat(detail.path("operationType").asText()).isEqualTo("Created");
    assertThat(detail.path("sequenceNumber").asLong()).isEqualTo(5);
  }

  @Test
  void aPackageWithoutVersionsStays() {
    delete("1.0", "2.0", "3.0");

    assertThat(versions().versions()).isEmpty();
    assertThat(versions().defaultDisplayVersion()).isNull();
  }

  @Test
  void unknownPackagesAreNotFoundAndWrongBatchesInvalid() {
    assertThatThrownBy(() ->
            sandbox.client.updatePackageVersionsStatus(request ->
                ofHello(request)
                    .packageValue("absent")
                    .versions("1.0")
                    .targetStatus(PackageVersionStatus.ARCHIVED)))
        .isInstanceOf(ResourceNotFoundException.class);
    assertInvalid(() -> update(PackageVersionStatus.DISPOSED, "1.0"), "targetStatus");
    assertInvalid(() -> update(PackageVersionStatus.ARCHIVED, "1.0", "1.0"), "versions");
    assertInvalid(() -> delete(new String[0]), "versions");
    String[] tooMany = IntStream.range(0, 101).mapToObj(i -> "1." + i).toArray(String[]::new);
    assertInvalid(() -> dispose(tooMany), "found 101 items");
    assertInvalid(
        () ->
            sandbox.client.updatePackageVersionsStatus(request ->
                ofHello(request)
                    .versions("1.0")
                    .versionRevisions(Map.of("2.0", "x"))
                    .targetStatus(PackageVersionStatus.ARCHIVED)),
        "versionRevisions");
  }

  private static void assertInvalid(ThrowingCallable call, String text) {
    assertThatThrownBy(call).isInstanceOf(ValidationException.class).hasMessageContaining(text);
  }
}
