package dev.storekeeper.usagetracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.storekeeper.lambda.Environment;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartsTest {
  private static final Map<String, String> REQUIRED =
      Map.of(
          "AWS_REGION", "eu-west-1",
          "USAGE_TABLE", "usage",
          "LEDGER_TABLE", "ledger",
          "DEAD_LETTER_QUEUE_URL", "http://127.0.0.1/queue",
          "TRAIL_ACCOUNT", "111111111111");

  @Test
  void thePartsFollowFromTheEnvironment() {
    assertThat(Parts.of(new Environment(REQUIRED), Clock.systemUTC())).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AWS_REGION",
        "USAGE_TABLE",
        "LEDGER_TABLE",
        "DEAD_LETTER_QUEUE_URL",
        "TRAIL_ACCOUNT"
      })
  void whatIsMissingIsNamed(String name) {
    Map<String, String> variables = new HashMap<>(REQUIRED);
    variables.remove(name);
    assertThatThrownBy(() -> Parts.of(new Environment(variables), Clock.systemUTC()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(name);
  }

  @Test
  void aListThatWouldExcludeEverybodyIsRefused() {
    Map<String, String> variables = new HashMap<>(REQUIRED);
    variables.put("EXCLUDED_PRINCIPALS", "arn:aws:iam::111111111111:role/*");
    assertThatThrownBy(() -> Parts.of(new Environment(variables), Clock.systemUTC()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("EXCLUDED_PRINCIPALS");
  }
}
