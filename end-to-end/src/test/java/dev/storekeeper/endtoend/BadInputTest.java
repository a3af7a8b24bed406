package dev.storekeeper.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.runtime.Sandbox;
import dev.storekeeper.sandbox.runtime.SandboxException;
import dev.storekeeper.sandbox.runtime.SandboxOptions;
import dev.storekeeper.sandbox.runtime.lambda.Functions.Outcome;
import dev.storekeeper.sandbox.runtime.messaging.Queue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong is said where a person looks for it, and never stops what is right. */
class BadInputTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  @TempDir private Path folder;

  @Test
  void aMalformedEventIsSetAsideWithItsReasonTheNextIsRecordedAndAnAlarmIsMailed()
      throws Exception {
    try (RunningSandbox sandbox = new RunningSandbox(folder.resolve("state"))) {
      ObjectNode good = sample();
      ObjectNode bad = sample();
      ((ObjectNode) bad.path("detail")).remove("packageVersion");
      sandbox.sandbox().publish(bad);
      sandbox.sandbox().publish(good);

      RunningSandbox.await("the good event is recorded", () -> sandbox.ledgerSize() == 1);
      Queue aside =
          sandbox
              .sandbox()
              .destinations()
              .queue(
                  sandbox
                      .sandbox()
                      .account()
                      .arn("sqs", sandbox.physicalName("AuditDeadLetterQueue")));
      List<Queue.Message> messages = aside.receive(10, Duration.ofSeconds(20));
      assertThat(messages).hasSize(1);
      JsonNode message = messages.getFirst().record();
      assertThat(message.at("/messageAttributes/reason/stringValue").asText())
          .contains("packageVersion");
      assertThat(JSON.readTree(message.path("body").asText())).isEqualTo(bad);
      aside.changeVisibility(messages.getFirst().receiptHandle(), Duration.ZERO);

      sandbox.sandbox().clock().advance(Duration.ofMinutes(2));
      RunningSandbox.await(
          "the alarm is announced",
          () ->
              sandbox
                  .client()
                  .control("/_sandbox/deliveries")
                  .toString()
                  .contains("could not be recorded"));
    }
  }

  @Test
  void aBadPolicyFailsTheFunctionsStartWithFileAndLine() throws Exception {
    String policy = Files.readString(RunningSandbox.ROOT.resolve("policies/notification.yaml"));
    Path template =
        MovedTemplate.write(
            folder,
            Map.of("notification.yaml", policy.replaceFirst("routes:", "rootes:")),
            text -> text);
    try (RunningSandbox sandbox = new RunningSandbox(folder.resolve("state"), template)) {
      Outcome outcome =
          sandbox
              .sandbox()
              .functions()
              .invoke(
                  sandbox
                      .sandbox()
                      .account()
                      .arn("lambda", "function:" + sandbox.physicalName("NotificationFunction")),
                  "test",
                  "{\"Records\":[]}".getBytes(StandardCharsets.UTF_8));
      assertThat(outcome.error()).isEqualTo("Unhandled");
      assertThat(new String(outcome.payload(), StandardCharsets.UTF_8))
          .contains("notification.yaml:")
          .contains("rootes")
          .contains("routes");
    }
  }

  @Test
  void aBadTrustPolicyGrantsNothing() throws Exception {
    Path template =
        MovedTemplate.write(
            folder, Map.of("trust.yaml", "version: 1\naudience: x\nstatments: []\n"), text -> text);
    try (RunningSandbox sandbox = new RunningSandbox(folder.resolve("state"), template);
        TokenEndpoint endpoint = new TokenEndpoint(sandbox.sandbox().apiEndpoint().orElseThrow())) {
      assertThat(endpoint.exchange("x.y.z").status()).isEqualTo(500);
      assertThat(
              Files.readString(
                  sandbox
                      .state()
                      .resolve("logs/" + sandbox.physicalName("TokenFunction") + ".log")))
          .contains("trust.yaml:")
          .contains("statments");
    }
  }

  @Test
  void aBadTemplateIsRefusedWithItsPlaceAndLeavesNothingBehind() throws IOException {
    Path template =
        MovedTemplate.write(
            folder, text -> text.replace("VisibilityTimeout: 360", "VisibilityTimout: 360"));
    int port = SandboxProcess.freePort();
    SandboxOptions options =
        SandboxOptions.forTemplate(template, folder.resolve("state")).withPorts(port, 0);
    assertThatThrownBy(
            () -> Sandbox.start(options, (part, text, took) -> {}, (function, line) -> {}).close())
        .isInstanceOf(SandboxException.class)
        .hasMessageContaining("template.yaml:")
        .hasMessageContaining("AuditQueue")
        .hasMessageContaining("VisibilityTimout");
    assertThatCode(() -> new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close())
        .as("the port is free again")
        .doesNotThrowAnyException();
  }

  private static ObjectNode sample() throws IOException {
    Path file = RunningSandbox.ROOT.resolve("events/codeartifact-package-version.json");
    return (ObjectNode) JSON.readTree(Files.readString(file));
  }
}
