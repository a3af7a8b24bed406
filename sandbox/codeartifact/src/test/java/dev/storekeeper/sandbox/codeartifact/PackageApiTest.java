package dev.storekeeper.sandbox.codeartifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.codeartifact.model.AllowPublish;
import software.amazon.awssdk.services.codeartifact.model.AllowUpstream;
import software.amazon.awssdk.services.codeartifact.model.ListPackagesRequest;
import software.amazon.awssdk.services.codeartifact.model.ListPackagesResponse;
import software.amazon.awssdk.services.codeartifact.model.PackageDescription;
import software.amazon.awssdk.services.codeartifact.model.PackageOriginConfiguration;
import software.amazon.awssdk.services.codeartifact.model.PackageSummary;
import software.amazon.awssdk.services.codeartifact.model.ResourceNotFoundException;
import software.amazon.awssdk.services.codeartifact.model.ValidationException;

final class PackageApiTest {
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

  private static ListPackagesRequest.Builder inReleases(ListPackagesRequest.Builder request) {
    return request.domain("acme").repository("releases");
  }

  private PackageDescription describe(String name) {
    return sandbox
        .client
        .describePackage(request ->
            request.domain("acme").repository("releases").format("pypi").packageValue(name))
        .packageValue();
  }

  private PackageOriginConfiguration control(
      String name, AllowPublish publish, AllowUpstream upstream) {
    return sandbox
        .client
        .putPackageOriginConfiguration(request ->
            request
                .domain("acme")
                .repository("releases")
                .format("pypi")
                .packageValue(name)
                .restrictions(restrictions -> restrictions.publish(publish).upstream(upstream)))
        .originConfiguration();
  }

  @Test
  void aPackagePublishedDirectlyMayBePublishedToAndTakesNothingFromUpstream() {
    sandbox.publish("hello", "1.0", "a.txt", "content");

    PackageDescription found = describe("hello");

    assertThat(found.name()).isEqualTo("hello");
    assertThat(found.formatAsString()).isEqualTo("pypi");
    assertThat(found.originConfiguration().restrictions().publish()).isEqualTo(AllowPublish.ALLOW);
    assertThat(found.originConfiguration().restrictions().upstream())
        .isEqualTo(AllowUpstream.BLOCK);
  }

  @Test
  void blockedPublishingIsDeniedWithTheReason() {
    PackageOriginConfiguration controls = control("hello", AllowPublish.BLOCK, AllowUpstream.ALLOW);
    assertThat(describe("hello").originConfiguration()).isEqualTo(controls);

    HttpResponse<String> response =
        sandbox.put(sandbox.token(), "releases", "hello/1.0/a.txt", "content");

    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(response.body()).contains("publish=BLOCK").contains("hello").contains("releases");

    control("hello", AllowPublish.ALLOW, AllowUpstream.ALLOW);
    sandbox.publish("hello", "1.0", "a.txt", "content");
    assertThat(describe("hello").originConfiguration().restrictions().upstream())
        .isEqualTo(AllowUpstream.ALLOW);
  }

  @Test
  void packagesAreFilteredAndPagedByName() {
    for (String name : List.of("beta", "alpha-two", "alpha-one")) {
      sandbox.publish(name, "1.0", "a.txt", name);
    }
    control("blocked", AllowPublish.BLOCK, AllowUpstream.ALLOW);

    ListPackagesResponse first =
        sandbox.client.listPackages(request -> inReleases(request).maxResults(2));
    ListPackagesResponse second =
        sandbox.client.listPackages(request -> inReleases(request).nextToken(first.nextToken()));

    assertThat(first.packages())
        .extracting(PackageSummary::packageValue)
        .containsExactly("alpha-one", "alpha-two");
    assertThat(second.packages())
        .extracting(PackageSummary::packageValue)
        .containsExactly("beta", "blocked");
    assertThat(second.nextToken()).isNull();
    assertThat(
            sandbox
                .client
                .listPackages(
                    request -> inReleases(request).format("pypi").packagePrefix("alpha-t"))
                .packages())
        .extracting(PackageSummary::packageValue)
        .containsExactly("alpha-two");
    assertThat(
            sandbox.client.listPackages(request -> inReleases(request).publish("BLOCK")).packages())
        .extracting(PackageSummary::packageValue)
        .containsExactly("blocked");
    assertThat(sandbox.client.listPackages(request -> inReleases(request).format("npm")).packages())
        .isEmpty();
    assertThatThrownBy(
            () -> sandbox.client.listPackages(request -> inReleases(request).namespace("org")))
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining("format");
  }

  @Test
  void aDeletedPackageIsGoneWithItsControlsAndEachVersionHasAnEvent() {
    sandbox.publish("hello", "1.0", "a.txt", "one");
    sandbox.publish("hello", "2.0", "a.txt", "two");
    control("hello", AllowPublish.ALLOW, AllowUpstream.ALLOW);

    PackageSummary deleted =
        sandbox
            .client
            .deletePackage(request ->
                request.domain("acme").repository("releases").format("pypi").packageValue("hello"))
            .deletedPackage();

    assertThat(deleted.packageValue()).isEqualTo("hello");
    assertThatThrownBy(() -> describe("hello")).isInstanceOf(ResourceNotFoundException.class);
    List<JsonNode> events =
        sandbox.deliveredEvents().stream().map(event -> event.path("detail")).toList();
    assertThat(events)
        .extracting(detail -> detail.path("sequenceNumber").asLong())
        .containsExactly(1L, 2L, 3L, 4L);
    assertThat(events.subList(2, 4))
        .allSatisfy(detail -> {
          assertThat(detail.path("operationType").asText()).isEqualTo("Deleted");
          assertThat(detail.path("packageVersionState").asText()).isEqualTo("Deleted");
        });

    sandbox.publish("hello", "1.0", "a.txt", "other bytes");
    assertThat(describe("hello").originConfiguration().restrictions().upstream())
        .isEqualTo(AllowUpstream.BLOCK);
    assertThat(sandbox.lastDetail().path("sequenceNumber").asLong()).isEqualTo(5);
  }
}
