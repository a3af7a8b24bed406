package dev.storekeeper.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.storekeeper.lambda.Environment;
import dev.storekeeper.lambda.FakeContext;
import dev.storekeeper.lambda.Invocation;
import dev.storekeeper.policy.PolicyException;
import dev.storekeeper.token.http.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real parts, from the environment that the template gives. Nothing is called. */
class PartsTest {
  private final Map<String, String> variables =
      new HashMap<>(
          Map.of(
              "AWS_REGION", "eu-west-1",
              "LEDGER_TABLE", "ledger",
              "TOKEN_TABLE", "token",
              "VENDING_ROLE_ARN", "arn:aws:iam::111122223333:role/storekeeper/vending/Role-1",
              "POLICIES", Events.ROOT.resolve("policies").toString(),
              "TOKEN_AUDIENCE", "storekeeper-111122223333-eu-west-1-storekeeper",
              "GITHUB_OWNER_ID", "65",
              "TOKEN_URL", " "));

  @Test
  void theShippedPolicyIsServedWithTheStacksAudience() {
    HttpResponse audience = get("/audience");
    assertThat(audience.body()).contains("storekeeper-111122223333-eu-west-1-storekeeper");
    assertThat(audience.headers().get("x-policy-digest")).matches("sha256:[0-9a-f]{16}");
    assertThat(get("/schema/policy.json").body()).contains("json-schema.org");
  }

  @Test
  void everyVariableThatIsMissingIsNamed() {
    for (String name :
        new String[] {
          "AWS_REGION", "LEDGER_TABLE", "TOKEN_TABLE", "VENDING_ROLE_ARN", "POLICIES"
        }) {
      Map<String, String> fewer = new HashMap<>(variables);
      fewer.remove(name);
      assertThatThrownBy(() -> Parts.of(new Environment(fewer), Clock.systemUTC()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(name);
    }
  }

  @Test
  void valuesThatCannotBeReadAreNamed() {
    for (var bad :
        Map.of(
                "ALLOW_LOOPBACK_ISSUERS", "yes",
                "TOKEN_URL", "tokens.example",
                "VENDING_ROLE_ARN", "Role-1")
            .entrySet()) {
      Map<String, String> odd = new HashMap<>(variables);
      odd.put(bad.getKey(), bad.getValue());
      assertThatThrownBy(() -> Parts.of(new Environment(odd), Clock.systemUTC()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(bad.getValue());
    }
  }

  @Test
  void aBadPolicyFailsTheStart(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("trust.yaml"), "version: 2\n");
    variables.put("POLICIES", folder.toString());
    assertThatThrownBy(() -> Parts.of(new Environment(variables), Clock.systemUTC()))
        .isInstanceOf(PolicyException.class);
  }

  private HttpResponse get(String path) {
    Parts parts = Parts.of(new Environment(variables), Clock.systemUTC());
    PrintStream out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    try (Invocation invocation =
        Invocation.start(new FakeContext("storekeeper-token"), Clock.systemUTC(), out)) {
      return parts.routes().answer(Events.request("GET", path), invocation);
    }
  }
}
