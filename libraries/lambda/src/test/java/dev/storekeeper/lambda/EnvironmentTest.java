package dev.storekeeper.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentTest {
  private final Environment environment =
      new Environment(Map.of("LEDGER_TABLE", "ledger", "BLANK", " "));

  @Test
  void aVariableIsRead() {
    assertThat(environment.required("LEDGER_TABLE", "a table")).isEqualTo("ledger");
    assertThat(environment.optional("OTHER")).isEmpty();
  }

  @Test
  void aMissingOrBlankVariableIsNamedInTheError() {
    assertThatThrownBy(() -> environment.required("QUEUE_URL", "the URL of a queue"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("environment variable QUEUE_URL is missing; it must hold the URL of a queue");
    assertThatThrownBy(() -> environment.required("BLANK", "something"))
        .hasMessageContaining("BLANK is missing");
  }

  @Test
  void clientsNeedTheirRegion() {
    assertThatThrownBy(() -> new AwsClients(environment)).hasMessageContaining("AWS_REGION");
  }
}
