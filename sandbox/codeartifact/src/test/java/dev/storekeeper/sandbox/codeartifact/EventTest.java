package dev.storekeeper.sandbox.codeartifact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.codeartifact.model.PackageVersionStatus;

final class EventTest {
  @TempDir Path state;

  private static void update(Sandbox sandbox, PackageVersionStatus target) {
    sandbox.client.updatePackageVersionsStatus(request ->
        request
            .domain("acme")
            .repository("releases")
            .format("pypi")
            .packageValue("hello")
            .versions("1.0")
            .targetStatus(target));
  }

  private static void dispose(Sandbox sandbox) {
    sandbox.client.disposePackageVersions(request ->
        request
            .domain("acme")
            .repository("releases")
            .format("pypi")
            .packageValue("hello")
            .versions("1.0"));
  }

  @Test
  void aNewVersionMakesAFullEnvelope() throws IOException {
    try (Sandbox sandbox = new Sandbox(state).withRepository()) {
      sandbox.publish("hello", "1.0", "a.txt", "content");

      ObjectNode event = sandbox.deliveredEvents().getFirst();

      assertThat(names(event))
          .containsExactly(
              "version",
              "id",
              "detail-type",
              "source",
              "account",
              "time",
              "region",
              "resources",
              "detail");
      assertThat(event.path("version").asText()).isEqualTo("0");
      assertThat(event.path("detail-type").asText())
          .isEqualTo("CodeArtifact Package Version State Change");
      assertThat(event.path("source").asText()).isEqualTo("aws.codeartifact");
      assertThat(event.path("account").asText()).isEqualTo(Sandbox.ACCOUNT);
      assertThat(event.path("time").asText()).isEqualTo("2026-03-04T10:15:30Z");
      assertThat(event.path("region").asText()).isEqualTo("eu-west-1");
      assertThat(event.path("resources").toString())
          .isEqualTo(
              "[\"arn:aws:codeartifact:eu-west-1:111111111111:package/acme/releases/pypi//hello\"]");
      JsonNode detail = event.path("detail");
      assertThat(names(detail))
          .containsExactly(
              "domainName",
              "domainOwner",
              "repositoryName",
              "repositoryAdministrator",
              "packageFormat",
              "packageNamespace",
              "packageName",
              "packageVersion",
              "packageVersionState",
              "packageVersionRevision",
              "changes",
              "operationType",
              "sequenceNumber",
              "eventDeduplicationId");
      assertThat(detail.path("packageNamespace").isNull()).isTrue();
      assertThat(detail.path("packageVersionState").asText()).isEqualTo("Published");
      assertThat(detail.path("operationType").asText()).isEqualTo("Created");
      assertThat(detail.path("sequenceNumber").asLong()).isEqualTo(1);
      assertThat(detail.path("changes").toString())
          .isEqualTo(
              "{\"assetsAdded\":1,\"assetsRemoved\":0,\"assetsUpdated\":0,"
                  + "\"metadataUpdated\":true,\"statusChanged\":true}");
    }
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void eachChangeOfAVersionHasItsEventAndNoChangeHasNone() throws IOException {
    try (Sandbox sandbox = new Sandbox(state).withRepository()) {
      sandbox.publish("hello", "1.0", "a.txt", "content");
      sandbox.publish("hello", "1.0", "a.txt", "content");
      sandbox.publish("hello", "1.0", "b.txt", "more");
      update(sandbox, PackageVersionStatus.ARCHIVED);
      update(sandbox, PackageVersionStatus.ARCHIVED);
      dispose(sandbox);
      sandbox.client.deletePackageVersions(request ->
          request
              .domain("acme")
              .repository("releases")
              .format("pypi")
              .packageValue("hello")
              .versions("1.0"));

      List<JsonNode> details =
          sandbox.deliveredEvents().stream().map(event -> event.path("detail")).toList();

      assertThat(details)
          .extracting(EventTest::summary)
          .containsExactly(
              "1 Created Published +1 -0 metadata status",
              "2 Updated Published +1 -0",
              "3 Updated Archived +0 -0 status",
              "4 Updated Disposed +0 -2 status",
              "5 Deleted Deleted +0 -0 status");
      assertThat(details)
          .extracting(detail -> detail.path("packageVersionRevision").asText())
          .doesNotHaveDuplicates();
      assertThat(details)
          .extracting(detail -> detail.path("eventDeduplicationId").asText())
          .doesNotHaveDuplicates();
    }
  }

  private static String summary(JsonNode detail) {
    JsonNode changes = detail.path("changes");
    return detail.path("sequenceNumber")
        + " "
        + detail.path("operationType").asText()
        + " "
        + detail.path("packageVersionState").asText()
        + " +"
        + changes.path("assetsAdded")
        + " -"
        + changes.path("assetsRemoved")
        + (changes.path("metadataUpdated").asBoolean() ? " metadata" : "")
        + (changes.path("statusChanged").asBoolean() ? " status" : "");
  }

  @Test
  void anEventThatIsNotTakenComesAgainAndLaterOnesWait() throws IOException {
    AtomicInteger refusals = new AtomicInteger(3);
    List<Long> seen = new ArrayList<>();
    EventListener reluctant =
        event -> {
          seen.add(event.path("detail").path("sequenceNumber").asLong());
          if (refusals.getAndDecrement() > 0) {
            throw new IOException("not now");
          }
        };
    try (Sandbox sandbox = new Sandbox(state, options -> options.withListener(reluctant))) {
      sandbox.withRepository().publish("hello", "1.0", "a.txt", "content");
      sandbox.publish("hello", "1.0", "b.txt", "more");
      Sandbox.await(() -> sandbox.server.handler().waitingEvents() == 0);
    }

    assertThat(seen).containsExactly(1L, 1L, 1L, 1L, 2L);
  }

  @Test
  void eventsThatWereNotTakenComeAfterARestartAndSequenceNumbersGoOn() throws IOException {
    EventListener broken =
        event -> {
          throw new IOException("down");
        };
    try (Sandbox sandbox = new Sandbox(state, options -> options.withListener(broken))) {
      sandbox.withRepository().publish("hello", "1.0", "a.txt", "content");
      sandbox.publish("hello", "2.0", "a.txt", "more");
      assertThat(sandbox.server.handler().waitingEvents()).isEqualTo(2);
    }

    try (Sandbox sandbox = new Sandbox(state)) {
      sandbox.publish("hello", "3.0", "a.txt", "much more");

      assertThat(sandbox.deliveredEvents())
          .extracting(event -> event.path("detail").path("packageVersion").asText())
          .containsExactly("1.0", "2.0", "3.0");
      assertThat(sandbox.lastDetail().path("sequenceNumber").asLong()).isEqualTo(3);
    }
  }

  @Test
  void anotherAccountsRepositoryMakesOneEventForEachAccount() throws IOException {
    AtomicReference<Principal> caller = new AtomicReference<>(principal(Sandbox.ACCOUNT));
    try (Sandbox sandbox =
        new Sandbox(
            state,
            options ->
                options.withAccess(
                    exchange -> caller.get(), (principal, action, resource) -> {}))) {
      sandbox.client.createDomain(request -> request.domain("acme"));
      caller.set(principal("222222222222"));
      sandbox.client.createRepository(
          request -> request.domain("acme").domainOwner(Sandbox.ACCOUNT).repository("releases"));
      String token =
          sandbox
              .client
              .getAuthorizationToken(request -> request.domain("acme").domainOwner(Sandbox.ACCOUNT))
              .authorizationToken();
      sandbox.put(token, "releases", "hello/1.0/a.txt", "content");

      List<ObjectNode> events = sandbox.deliveredEvents();

      assertThat(events)
          .extracting(event -> event.path("account").asText())
          .containsExactly(Sandbox.ACCOUNT, "222222222222");
      assertThat(events)
          .extracting(event -> event.path("detail"))
          .containsOnly(events.getFirst().path("detail"));
      assertThat(events.getFirst().path("detail").path("repositoryAdministrator").asText())
          .isEqualTo("222222222222");
    }
  }

  private static Principal principal(String account) {
    return new Principal(account, "arn:aws:iam::" + account + ":user/owner");
  }
}
