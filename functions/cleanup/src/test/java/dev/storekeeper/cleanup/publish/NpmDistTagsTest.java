package dev.storekeeper.cleanup.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.storekeeper.cleanup.export.FakeSource;
import dev.storekeeper.cleanup.export.Faults;
import dev.storekeeper.cleanup.registry.DomainId;
import dev.storekeeper.cleanup.registry.RegistryException;
import dev.storekeeper.cleanup.registry.RepositoryId;
import dev.storekeeper.codeartifact.PackageCoordinates;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Over HTTP, from an endpoint that answers as CodeArtifact's does. */
class NpmDistTagsTest {
  private static final PackageCoordinates UI =
      RestoreFixture.REPOSITORY.packageOf("npm", "acme", "ui");
  private static final PackageCoordinates LEFT =
      RestoreFixture.REPOSITORY.packageOf("npm", "", "left.pad");

  private final FakeCodeArtifact service;
  private Instant now = Instant.parse("2026-03-04T05:06:07Z");
  private final RecordedPace pace = new RecordedPace();
  private final NpmDistTags distTags;

  NpmDistTagsTest() throws IOException {
    service = new FakeCodeArtifact(new FakeSource(), RestoreFixture.REPOSITORY);
    distTags = new NpmDistTags(service, pace.ofEndpoints(), () -> now);
    service.npm().distTags("@acme%2fui", "{\"latest\":\"2.0.0\",\"next\":\"3.0.0-rc.1\"}");
    service.npm().distTags("left.pad", "{}");
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void eachTagNamesAVersion() throws Exception {
    assertThat(distTags.of(UI)).isEqualTo(Map.of("latest", "2.0.0", "next", "3.0.0-rc.1"));
    assertThat(distTags.of(LEFT)).isEmpty();
  }

  @Test
  void endpointAndTokenAreRememberedWhileTheyAreGood() throws Exception {
    distTags.of(UI);
    now = now.plus(Duration.ofMinutes(10).minusSeconds(1));
    distTags.of(LEFT);

    assertThat(service.requests())
        .containsExactly(
            "GetRepositoryEndpoint",
            "GetAuthorizationToken",
            "GET npm -/package/@acme%2fui/dist-tags",
            "GET npm -/package/left.pad/dist-tags");
    assertThat(pace.turns).hasSize(2).containsOnly("ReadFromRepository");

    service.requests().clear();
    now = now.plusSeconds(1);
    distTags.of(UI);

    assertThat(service.requests())
        .containsExactly("GetAuthorizationToken", "GET npm -/package/@acme%2fui/dist-tags");
  }

  @Test
  void anotherRepositoryHasItsOwnEndpointAndAnotherDomainItsOwnToken() throws Exception {
    DomainId domain = RestoreFixture.REPOSITORY.domain();
    DomainId other = new DomainId(domain.region(), domain.owner(), "other");
    distTags.of(LEFT);
    distTags.of(new RepositoryId(domain, "team").packageOf("npm", "", "left.pad"));
    distTags.of(new RepositoryId(other, "team").packageOf("npm", "", "left.pad"));

    assertThat(service.requests())
        .filteredOn(request -> !request.startsWith("GET "))
        .containsExactly(
            "GetRepositoryEndpoint",
            "GetAuthorizationToken",
            "GetRepositoryEndpoint",
            "GetRepositoryEndpoint",
            "GetAuthorizationToken");
  }

  @Test
  void aPackageThatNpmCannotFindIsNotFound() {
    assertThat(failure(RestoreFixture.REPOSITORY.packageOf("npm", "", "absent")))
        .hasMessageContaining("absent")
        .extracting(RegistryException::kind)
        .isEqualTo(RegistryException.Kind.NOT_FOUND);
  }

  @ParameterizedTest
  @CsvSource({"401, DENIED", "403, DENIED", "400, UNAVAILABLE", "302, UNAVAILABLE"})
  void aRefusalIsToldWithoutTheToken(int status, RegistryException.Kind kind) {
    service.refuse(new Refusal(status, "not with " + FakeCodeArtifact.TOKEN));

    assertThat(failure(UI))
        .hasMessageContaining(status + ", not with [withheld]")
        .extracting(RegistryException::kind)
        .isEqualTo(kind);
    assertThat(service.requests()).hasSize(3);
  }

  @Test
  void aTokenThatIsRefusedIsNotUsedAgainUnlessItIsNew() throws Exception {
    service.token("another");
    assertThat(failure(UI).kind()).isEqualTo(RegistryException.Kind.DENIED);
    now = now.plusSeconds(59);
    assertThat(failure(UI).kind()).isEqualTo(RegistryException.Kind.DENIED);
    assertThat(service.requests()).containsOnlyOnce("GetAuthorizationToken");

    now = now.plusSeconds(1);
    assertThat(failure(UI).kind()).isEqualTo(RegistryException.Kind.DENIED);
    service.token(FakeCodeArtifact.TOKEN);
    assertThat(distTags.of(UI)).hasSize(2);
  }

  @Test
  void afterThreeFailuresItIsUnavailableAndNotForgotten() throws Exception {
    distTags.of(LEFT);
    service.refuse(new Refusal(503, "busy"));

    assertThat(failure(UI).kind()).isEqualTo(RegistryException.Kind.UNAVAILABLE);
    assertThat(pace.pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
    assertThat(service.requests()).hasSize(6);
  }

  @Test
  void anEndpointThatCannotBeHadIsAskedForAgain() throws Exception {
    service.faults(Faults.at(1, Faults.Moment.BEFORE));
    assertThat(failure(UI).kind()).isEqualTo(RegistryException.Kind.UNAVAILABLE);

    assertThat(distTags.of(UI)).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no JSON", "[\"2.0.0\"]", "{\"next\": null}", "{\"next\": 2}"})
  void whatIsNoObjectOfTextsIsUnavailable(String body) {
    service.npm().distTags("@acme%2fui", body);

    assertThat(failure(UI))
        .hasMessageContaining("dist-tags of")
        .extracting(RegistryException::kind)
        .isEqualTo(RegistryException.Kind.UNAVAILABLE);
  }

  private RegistryException failure(PackageCoordinates coordinates) {
    return assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(() -> distTags.of(coordinates))
        .actual();
  }
}
