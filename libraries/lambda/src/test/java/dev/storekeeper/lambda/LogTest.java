package dev.storekeeper.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogTest {
  private final Lines lines = new Lines();
  private final Log log = lines.log();

  @Test
  void aLineCarriesTheInvocationAndTheFields() {
    log.info("recorded", Map.of("recordId", "r-1", "sequence", 7L, "late", true));

    assertThat(lines.raw())
        .containsExactly(
            "{\"timestamp\":\"2026-03-04T10:15:30Z\",\"level\":\"INFO\",\"message\":\"recorded\","
                + "\"function\":\"audit\",\"requestId\":\"request-1\","
                + "\"late\":true,\"recordId\":\"r-1\",\"sequence\":7}");
  }

  @Test
  void controlAndForeignCharactersStayInsideTheirJsonText() {
    log.warn("a\nb\u001b[31m\u2028\u00e9", Map.of("name", "x\r\n{\"level\":\"INFO\"}"));

    assertThat(lines.raw()).hasSize(1);
    assertThat(lines.raw().getFirst()).matches("[ -~]+");
    assertThat(lines.json().getFirst().path("message").asText())
        .isEqualTo("a\nb\u001b[31m\u2028\u00e9");
  }

  @Test
  void anExceptionShowsTypeMessageStackAndCausesWithinBounds() {
    Exception cause = new IllegalStateException("c".repeat(10_000));
    for (int i = 0; i < 20; i++) {
      cause = new RuntimeException("wrapped " + i, cause);
    }
    log.error("failed", cause, Map.of());

    JsonNode exception = lines.json().getFirst().path("exception");
    assertThat(exception.path("type").asText()).isEqualTo("java.lang.RuntimeException");
    assertThat(exception.path("message").asText()).isEqualTo("wrapped 19");
    assertThat(exception.path("stack").size()).isBetween(1, 12);
    assertThat(exception.path("cause").path("message").asText()).isEqualTo("wrapped 18");
    assertThat(lines.raw().getFirst().length()).isLessThan(20_000);
  }

  @Test
  void longTextsAreCut() {
    log.info("m".repeat(100_000), Map.of("field", "f".repeat(100_000)));

    assertThat(lines.raw().getFirst().length()).isLessThan(9_000);
    assertThat(lines.json().getFirst().path("message").asText()).endsWith("...");
  }

  @ParameterizedTest
  @ValueSource(strings = {"token", "authorizationToken", "webhookSecret", "PASSWORD"})
  void aFieldNamedAfterASecretIsWithheld(String name) {
    log.info("m", Map.of(name, "s3cret"));

    assertThat(lines.raw().getFirst()).doesNotContain("s3cret").contains("[withheld]");
  }

  @Test
  void theLogsOwnFieldsCannotBeReplaced() {
    assertThatThrownBy(() -> log.info("m", Map.of("level", "DEBUG"))).hasMessageContaining("level");
  }
}
