package dev.storekeeper.sandbox.codeartifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.codeartifact.model.AccessDeniedException;
import software.amazon.awssdk.services.codeartifact.model.CopyPackageVersionsRequest;
import software.amazon.awssdk.services.codeartifact.model.CopyPackageVersionsResponse;
import software.amazon.awssdk.services.codeartifact.model.PackageVersionDescription;
import software.amazon.awssdk.services.codeartifact.model.PackageVersionErrorCode;
import software.amazon.awssdk.services.codeartifact.model.PackageVersionStatus;
import software.amazon.awssdk.services.codeartifact.model.ResourceNotFoundException;
import software.amazon.awssdk.services.codeartifact.model.ValidationException;

final class CopyTest {
  @TempDir Path state;
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private final List<String> denied = Collections.synchronizedList(new ArrayList<>());
  private Sandbox sandbox;

  @BeforeEach
  void start() throws IOException {
    AccessControl access =
        (principal, action, resource) -> {
          asked.add(action + " " + resource.substring(resource.lastIndexOf(':') + 1));
          if (denied.contains(action)) {
            throw ServiceException.denied("denied by the test");
          }
        };
    sandbox =
        new Sandbox(state, options -> options.withAccess(options.principals(), access))
            .withRepository("above")
            .withRepository("source", "above")
            .withRepository("target");
    sandbox.publishTo("above", "hello/9.0/a.txt", "nine");
    for (String version : List.of("1.0", "2.0", "3.0")) {
      sandbox.publishTo("source", "hello/" + version + "/a.txt", version);
    }
    sandbox.deliveredEvents();
    asked.clear();
  }

  @AfterEach
  void stop() throws IOException {
    sandbox.close();
  }

  private CopyPackageVersionsResponse copy(UnaryOperator<CopyPackageVersionsRequest.Builder> more) {
    CopyPackageVersionsRequest.Builder request =
        CopyPackageVersionsRequest.builder()
            .domain("acme")
            .sourceRepository("source")
            .destinationRepository("target")
            .format("pypi")
            .packageValue("hello");
    return sandbox.client.copyPackageVersions(more.apply(request).build());
  }

  private PackageVersionDescription described(String repository, String version) {
    return sandbox
        .client
        .describePackageVersion(request ->
            request
                .domain("acme")
                .repository(repository)
                .format("pypi")
                .packageValue("hello")
                .packageVersion(version))
        .packageVersion();
  }

  private static <T> T of(String version, Map<String, T> results) {
    return Optional.ofNullable(results.get(version)).orElseThrow();
  }

  private static Map<String, PackageVersionErrorCode> codes(CopyPackageVersionsResponse response) {
    assertThat(response.successfulVersions()).isEmpty();
    Map<String, PackageVersionErrorCode> codes = new TreeMap<>();
    response.failedVersions().forEach((version, error) -> codes.put(version, error.errorCode()));
    return codes;
  }

  @Test
  void aCopyKeepsContentRevisionAndEntryPointAndMakesAnEventInTheDestination() {
    CopyPackageVersionsResponse response = copy(request -> request.versions("1.0", "2.0"));

    assertThat(response.failedVersions()).isEmpty();
    assertThat(response.successfulVersions()).containsOnlyKeys("1.0", "2.0");
    assertThat(of("1.0", response.successfulVersions()).status())
        .isEqualTo(PackageVersionStatus.PUBLISHED);
    assertThat(described("target", "1.0")).isEqualTo(described("source", "1.0"));
    assertThat(described("target", "1.0").origin().domainEntryPoint().repositoryName())
        .isEqualTo("source");
    assertThat(sandbox.get(sandbox.token(), "target", "hello/2.0/a.txt").body()).isEqualTo("2.0");
    JsonNode detail = sandbox.lastDetail();
    assertThat(detail.path("repositoryName").asText()).isEqualTo("target");
    assertThat(detail.path("operationType").asText()).isEqualTo("Created");
    assertThat(detail.path("packageVersion").asText()).isEqualTo("2.0");
    assertThat(detail.path("sequenceNumber").asLong()).isEqualTo(2);
  }

  @Test
  void permissionsAreAskedForBothRepositories() {
    copy(request -> request.versions("1.0"));

    assertThat(asked)
        .contains(
            "codeartifact:CopyPackageVersions repository/acme/target",
            "codeartifact:ReadFromRepository repository/acme/source");
    denied.add("codeartifact:ReadFromRepository");
    assertThatThrownBy(() -> copy(request -> request.versions("2.0")))
        .isInstanceOf(AccessDeniedException.class);
    denied.set(0, "codeartifact:CopyPackageVersions");
    assertThatThrownBy(() -> copy(request -> request.versions("2.0")))
        .isInstanceOf(AccessDeniedException.class);
  }

  @Test
  void whatTheDestinationHasAlreadyIsASuccessThatIsNotMentioned() {
    copy(request -> request.versions("1.0"));
    int events = sandbox.deliveredEvents().size();

    CopyPackageVersionsResponse again = copy(request -> request.versions("1.0", "2.0"));

    assertThat(again.failedVersions()).isEmpty();
    assertThat(again.successfulVersions()).containsOnlyKeys("2.0");
    assertThat(sandbox.deliveredEvents()).hasSize(events + 1);
  }

  @Test
  void anotherContentInTheDestinationIsOverwrittenOnlyOnDemand() throws IOException {
    sandbox.publishTo("target", "hello/1.0/other.txt", "other");
    int files = StateFiles.assets(state).size();

    assertThat(codes(copy(request -> request.versions("1.0", "2.0"))))
        .containsExactly(
            Map.entry("1.0", PackageVersionErrorCode.ALREADY_EXISTS),
            Map.entry("2.0", PackageVersionErrorCode.SKIPPED));
    CopyPackageVersionsResponse forced =
        copy(request -> request.versions("1.0").allowOverwrite(true));

    assertThat(forced.successfulVersions()).containsOnlyKeys("1.0");
    assertThat(sandbox.get(sandbox.token(), "target", "hello/1.0/a.txt").body()).isEqualTo("1.0");
    assertThat(sandbox.get(sandbox.token(), "target", "hello/1.0/other.txt").statusCode())
        .isEqualTo(404);
    assertThat(StateFiles.assets(state)).hasSize(files - 1);
    JsonNode detail = sandbox.lastDetail();
    assertThat(detail.path("operationType").asText()).isEqualTo("Updated");
    assertThat(detail.path("changes").path("assetsAdded").asInt()).isEqualTo(1);
    assertThat(detail.path("changes").path("assetsRemoved").asInt()).isEqualTo(1);
  }

  @Test
  void anOverwriteKeepsBytesThatBothVersionsHave() throws IOException {
    sandbox.publishTo("target", "hello/1.0/a.txt", "1.0");
    sandbox.publishTo("target", "hello/1.0/more.txt", "more");
    sandbox.client.deletePackageVersions(request ->
        request
            .domain("acme")
            .repository("source")
            .format("pypi")
            .packageValue("hello")
            .versions("2.0", "3.0"));

    copy(request -> request.versions("1.0").allowOverwrite(true));

    assertThat(sandbox.get(sandbox.token(), "target", "hello/1.0/a.txt").body()).isEqualTo("1.0");
    assertThat(StateFiles.assets(state)).hasSize(2);
  }

  @Test
  void aMissingVersionLeavesAllOthersSkipped() {
    CopyPackageVersionsResponse response =
        copy(request -> request.versions("1.0", "5.6.7").includeFromUpstream(false));

    assertThat(codes(response))
        .containsExactly(
            Map.entry("1.0", PackageVersionErrorCode.SKIPPED),
            Map.entry("5.6.7", PackageVersionErrorCode.NOT_FOUND));
    assertThat(of("5.6.7", response.failedVersions()).errorMessage())
        .isEqualTo("Could not find version 5.6.7");
    assertThatThrownBy(() -> described("target", "1.0"))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void revisionsMustBeThoseOfTheSource() {
    String revision = described("source", "1.0").revision();

    assertThat(
            codes(copy(request -> request.versionRevisions(Map.of("1.0", revision, "2.0", "x")))))
        .containsExactly(
            Map.entry("1.0", PackageVersionErrorCode.SKIPPED),
            Map.entry("2.0", PackageVersionErrorCode.MISMATCHED_REVISION));
    assertThat(
            copy(request -> request.versionRevisions(Map.of("1.0", revision))).successfulVersions())
        .containsOnlyKeys("1.0");
  }

  @Test
  void versionsOfUpstreamsAreCopiedOnlyIfTheyAreIncludedAndNotBlocked() {
    assertThat(codes(copy(request -> request.versions("9.0"))))
        .containsEntry("9.0", PackageVersionErrorCode.NOT_FOUND);
    assertThat(codes(copy(request -> request.versions("9.0").includeFromUpstream(true))))
        .as("published first, so controls block upstreams")
        .containsEntry("9.0", PackageVersionErrorCode.NOT_FOUND);
    sandbox.client.putPackageOriginConfiguration(request ->
        request
            .domain("acme")
            .repository("source")
            .format("pypi")
            .packageValue("hello")
            .restrictions(controls -> controls.publish("ALLOW").upstream("ALLOW")));

    assertThat(
            copy(request -> request.versions("9.0", "1.0").includeFromUpstream(true))
                .successfulVersions())
        .containsOnlyKeys("9.0", "1.0");
    assertThat(described("target", "9.0").origin().domainEntryPoint().repositoryName())
        .isEqualTo("above");
    assertThatThrownBy(() -> described("source", "9.0"))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void anArchivedVersionIsNotCopied() {
    sandbox.client.updatePackageVersionsStatus(request ->
        request
            .domain("acme")
            .repository("source")
            .format("pypi")
            .packageValue("hello")
            .versions("1.0")
            .targetStatus(PackageVersionStatus.ARCHIVED));

    assertThat(codes(copy(request -> request.versions("1.0"))))
        .containsEntry("1.0", PackageVersionErrorCode.NOT_ALLOWED);
  }

  @Test
  void wrongRequestsAreRefused() {
    assertInvalid(() -> copy(request -> request), "found nothing");
    assertInvalid(
        () -> copy(request -> request.versions("1.0").versionRevisions(Map.of("1.0", "x"))),
        "versionRevisions");
    assertInvalid(
        () -> copy(request -> request.versions("1.0").destinationRepository("source")),
        "destination-repository");
    String[] tooMany = IntStream.range(0, 101).mapToObj(i -> "1." + i).toArray(String[]::new);
    assertInvalid(() -> copy(request -> request.versions(tooMany)), "found 101 items");
    assertThatThrownBy(
            () -> copy(request -> request.versions("1.0").destinationRepository("absent")))
        .isInstanceOf(ResourceNotFoundException.class);
    assertThatThrownBy(() -> copy(request -> request.versions("1.0").packageValue("absent")))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  private static void assertInvalid(ThrowingCallable call, String text) {
    assertThatThrownBy(call).isInstanceOf(ValidationException.class).hasMessageContaining(text);
  }
}
