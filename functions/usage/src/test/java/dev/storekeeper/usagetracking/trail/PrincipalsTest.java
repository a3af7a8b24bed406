package dev.storekeeper.usagetracking.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrincipalsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // pattern | caller | role of the session, with its path | whether it matches
        "role/scanner   | sts::111111111111:assumed-role/scanner/i-1  |                   | true",
        "role/scanner   | sts::111111111111:assumed-role/scanner2/i-1 |                   | false",
        "role/scan*     | sts::111111111111:assumed-role/scanner2/i-1 |                   | true",
        "role/scanner   | sts::222222222222:assumed-role/scanner/i-1  |                   | false",
        "role/ci/scanner| sts::111111111111:assumed-role/scanner/i-1  | role/ci/scanner   | true",
        "role/scanner   | sts::111111111111:assumed-role/scanner/i-1  | role/ci/scanner   | false",
        "role/stack-*   | sts::111111111111:assumed-role/stack-V/ci   | role/stack/v/stack-V |"
            + " false",
        "user/bot-?     | iam::111111111111:user/bot-1                |                   | true",
        "user/bot-?     | iam::111111111111:user/bot-12               |                   | false",
        "user/b.t       | iam::111111111111:user/bot                  |                   | false",
        "user/bot       |                                             |                   | false"
      })
  void aCallerMatchesByItsArnOrItsRole(
      String pattern, @Nullable String caller, @Nullable String role, boolean matches) {
    ObjectNode identity = JsonNodeFactory.instance.objectNode();
    if (caller != null) {
      identity.put("arn", "arn:aws:" + caller);
    }
    if (role != null) {
      identity
          .putObject("sessionContext")
          .putObject("sessionIssuer")
          .put("arn", "arn:aws:iam::111111111111:" + role);
    }
    Principals principals =
        Principals.parse("LIST", " ,arn:aws:iam::111111111111:" + pattern.strip() + ", ");
    assertThat(principals.contain(identity)).isEqualTo(matches);
    assertThat(Principals.parse("LIST", "").contain(identity)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "scanner",
        "arn:*",
        "arn:aws:iam::111111111111:*",
        "arn:aws:iam::111111111111:role/*",
        "arn:aws:iam::*:*/*"
      })
  void whatWouldExcludeEverybodyIsRefused(String entry) {
    assertThatThrownBy(() -> Principals.parse("EXCLUDED_PRINCIPALS", entry))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("EXCLUDED_PRINCIPALS")
        .hasMessageContaining(entry);
  }
}
