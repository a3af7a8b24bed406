package dev.storekeeper.sandbox.codeartifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.codeartifact.store.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.codeartifact.model.AccessDeniedException;
import software.amazon.awssdk.services.codeartifact.model.CopyPackageVersionsResponse;
import software.amazon.awssdk.services.codeartifact.model.PackageFormat;
import software.amazon.awssdk.services.codeartifact.model.ThrottlingException;

/** Policies, quotas and records of what involves two repositories or publishes by the API. */
final class GuardedCopyTest {
  private static final String DIGEST =
      "ed7002b439e9ac845f22357d822bac1444730fbdb6016d3ec9432297b9ec9f73";

  @TempDir Path state;
  private final List<ObjectNode> records = Collections.synchronizedList(new ArrayList<>());
  private Sandbox sandbox;

  @BeforeEach
  void start() throws IOException {
    sandbox =
        new Sandbox(state, options -> options.withTrail(records::add))
            .withRepository("source")
            .withRepository("target")
            .withRepository("team", "source");
    sandbox.publishTo("source", "hello/1.0/a.txt", "one");
    sandbox.settle();
    records.clear();
  }

  @AfterEach
  void stop() throws IOException {
    sandbox.close();
  }

  private CopyPackageVersionsResponse copy() {
    return sandbox.client.copyPackageVersions(request ->
        request
            .domain("acme")
            .sourceRepository("source")
            .destinationRepository("target")
            .format("pypi")
            .packageValue("hello")
            .versions("1.0"));
  }

  private void publishGeneric(String version) {
    sandbox.client.publishPackageVersion(
        request ->
            request
                .domain("acme")
                .repository("target")
                .format(PackageFormat.GENERIC)
                .namespace("tools")
                .packageValue("hello")
                .packageVersion(version)
                .assetName("a.txt")
                .assetSHA256(DIGEST),
        RequestBody.fromString("content"));
  }

  private void deny(String repository, String action) {
    String document =
        """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Deny", "Principal": "*", "Action": "codeartifact:%s", "Resource": "*"}]}
        """
            .formatted(action);
    if (repository.equals("domain")) {
      sandbox.client.putDomainPermissionsPolicy(
          request -> request.domain("acme").policyDocument(document));
    } else {
      sandbox.client.putRepositoryPermissionsPolicy(
          request -> request.domain("acme").repository(repository).policyDocument(document));
    }
  }

  @ParameterizedTest(name = "{1} denied at {0}: {2}")
  @CsvSource({
    "source, ReadFromRepository, false",
    "target, CopyPackageVersions, false",
    "domain, ReadFromRepository, false",
    "domain, CopyPackageVersions, false",
    "source, CopyPackageVersions, true",
    "target, ReadFromRepository, true",
  })
  void aCopyReadsAtItsSourceAndCopiesAtItsDestination(
      String where, String action, boolean allowed) {
    deny(where, action);

    if (allowed) {
      assertThat(copy().successfulVersions()).containsOnlyKeys("1.0");
    } else {
      assertThatThrownBy(this::copy)
          .isInstanceOf(AccessDeniedException.class)
          .hasMessageContaining(action);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"target", "domain"})
  void aGenericPublicationIsBoundByThePolicies(String where) {
    publishGeneric("1.0");
    deny(where, "PublishPackageVersion");

    assertThatThrownBy(() -> publishGeneric("2.0")).isInstanceOf(AccessDeniedException.class);
  }

  @ParameterizedTest(name = "denied at {0}: {1}")
  @CsvSource({"source, 200", "team, 403", "domain, 403"})
  void readingThroughUpstreamsIsBoundByTheRepositoryThatIsAsked(String where, int status) {
    String token = sandbox.token();
    deny(where, "ReadFromRepository");

    assertThat(sandbox.get(token, "team", "hello/1.0/a.txt").statusCode()).isEqualTo(status);
  }

  @Test
  void copiesAreMetered() throws IOException {
    limited();
    for (int i = 0; i < 5; i++) {
      assertThatCode(this::copy).doesNotThrowAnyException();
    }
    assertThrottled(this::copy);
  }

  @Test
  void publicationsByTheApiAreMetered() throws IOException {
    limited();
    for (int i = 0; i < 10; i++) {
      publishGeneric("1." + i);
    }
    assertThrottled(() -> publishGeneric("2.0"));
  }

  private void limited() throws IOException {
    sandbox.close();
    sandbox = new Sandbox(state, options -> options.withQuotas(RequestQuotas.SERVICE));
  }

  private static void assertThrottled(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ThrottlingException.class,
            refusal -> assertThat(refusal.retryAfterSeconds()).isEqualTo(1));
  }

  @Test
  void aCopyIsRecordedWithBothRepositories() {
    copy();

    assertThat(recorded("CopyPackageVersions"))
        .isEqualTo(
            json(
                """
                {"domainName": "acme", "sourceRepository": "source",
                 "destinationRepository": "target", "packageFormat": "pypi",
                 "packageName": "hello", "versions": ["1.0"]}
                """));
  }

  @Test
  void aGenericPublicationIsRecordedWithItsCoordinates() {
    publishGeneric("1.0");

    assertThat(recorded("PublishPackageVersion"))
        .isEqualTo(
            json(
                """
                {"domainName": "acme", "repositoryName": "target", "packageFormat": "generic",
                 "packageNamespace": "tools", "packageName": "hello", "packageVersion": "1.0",
                 "assetName": "a.txt"}
                """));
  }

  @Test
  void aReadThatIsServedFromUpstreamNamesTheRepositoryThatWasAsked() {
    sandbox.get(sandbox.token(), "team", "hello/1.0/a.txt");

    assertThat(recorded("ReadFromRepository"))
        .isEqualTo(
            json(
                """
                {"domainName": "acme", "domainOwner": "111111111111", "repositoryName": "team",
                 "packageFormat": "pypi", "packageName": "hello", "packageVersion": "1.0"}
                """));
  }

  /** The parameters of the only call of this name. */
  private JsonNode recorded(String eventName) {
    sandbox.settle();
    assertThat(records)
        .extracting(record -> record.path("eventName").asText())
        .containsOnlyOnce(eventName);
    return records.stream()
        .filter(record -> record.path("eventName").asText().equals(eventName))
        .findFirst()
        .orElseThrow()
        .path("requestParameters");
  }

  private static JsonNode json(String text) {
    return Json.parse(text);
  }
}
