package dev.storekeeper.sandbox.runtime.httpapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.storekeeper.sandbox.runtime.Account;
import dev.storekeeper.sandbox.runtime.iam.Caller;
import dev.storekeeper.sandbox.runtime.iam.PolicyEvaluator;
import dev.storekeeper.sandbox.runtime.template.Resource;
import dev.storekeeper.sandbox.runtime.template.Stack;
import dev.storekeeper.sandbox.runtime.template.TemplateException;
import dev.storekeeper.sandbox.runtime.template.TemplateLoader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A template of an endpoint that hands out credentials, as someone would deploy it. */
class EndpointTemplateTest {
  private static final Account ACCOUNT =
      new Account("111122223333", "eu-west-1", URI.create("http://127.0.0.1:4575"));
  private static final String ALIAS =
      "arn:aws:lambda:eu-west-1:111122223333:function:shop-Endpoint:live";

  @TempDir private Path folder;

  @BeforeEach
  void copyTemplate() throws IOException {
    try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("endpoint.yaml"))) {
      Files.copy(in, folder.resolve("template.yaml"));
    }
    Files.createDirectory(folder.resolve("code"));
  }

  @Test
  void routesAndScheduleLeadToTheAlias() throws IOException {
    Stack stack = load("http://127.0.0.1:4575/_sandbox/identity/github");

    HttpApi api = HttpApi.of(stack).getFirst();
    assertThat(api.routes())
        .allSatisfy(route -> assertThat(route.functionArn()).isEqualTo(ALIAS))
        .extracting(route -> route.key().text() + " " + route.throttling())
        .containsExactlyInAnyOrder(
            "POST /token " + new Throttling(20, 50), "GET /healthz " + new Throttling(1, 5));
    Resource schedule = stack.ofType("AWS::Scheduler::Schedule").getFirst();
    assertThat(schedule.properties().path("Target").path("Arn").asText()).isEqualTo(ALIAS);
    Resource table = stack.ofType("AWS::DynamoDB::Table").getFirst();
    assertThat(table.properties().path("TimeToLiveSpecification").toString())
        .isEqualTo("{\"Enabled\":true,\"AttributeName\":\"ttl\"}");
  }

  @Test
  void itsFunctionMayTakeTheVendingRoleAndCiMayToo() throws IOException {
    Stack stack = load("http://127.0.0.1:4575/_sandbox/identity/github");
    PolicyEvaluator policies = PolicyEvaluator.of(stack, Clock.systemUTC());
    String vending = "arn:aws:iam::111122223333:role/shop-vending";
    Caller function =
        new Caller.RoleSession(
            stack.ofType("AWS::IAM::Role").stream()
                .filter(role -> role.logicalId().equals("EndpointRole"))
                .findFirst()
                .orElseThrow()
                .arn(),
            "shop-Endpoint",
            "");
    Map<String, String> context = Map.of("sts:RoleSessionName", "main-1");

    for (String action :
        new String[] {"sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"}) {
      assertThat(policies.trusts(vending, function, action, context)).as(action).isTrue();
      assertThat(policies.trusts(vending, function, action, Map.of())).as(action).isFalse();
    }
    String provider = "127.0.0.1:4575/_sandbox/identity/github";
    assertThat(
            policies.trustsWebIdentity(
                vending, provider, Map.of(provider + ":aud", "sts.amazonaws.com")))
        .isTrue();
    assertThat(policies.trustsWebIdentity(vending, provider, Map.of())).isFalse();
  }

  @Test
  void aParameterIsCheckedAsItIsGiven() {
    assertThatThrownBy(() -> load("http://127.0.0.1:4575/"))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining("AllowedPattern");
  }

  private Stack load(String issuer) throws IOException {
    return new TemplateLoader()
        .load(folder.resolve("template.yaml"), "shop", ACCOUNT, Map.of("Issuer", issuer));
  }
}
