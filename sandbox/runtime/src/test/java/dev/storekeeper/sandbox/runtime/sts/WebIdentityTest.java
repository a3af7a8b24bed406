package dev.storekeeper.sandbox.runtime.sts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.storekeeper.sandbox.runtime.Account;
import dev.storekeeper.sandbox.runtime.http.FrontServer;
import dev.storekeeper.sandbox.runtime.http.TestClient;
import dev.storekeeper.sandbox.runtime.iam.Identities;
import dev.storekeeper.sandbox.runtime.iam.PolicyEvaluator;
import dev.storekeeper.sandbox.runtime.iam.TestRoles;
import dev.storekeeper.sandbox.runtime.identity.IdentityProviders;
import dev.storekeeper.sandbox.runtime.time.VirtualClock;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebIdentityTest {
  private static final String POLICY = "{'Effect':'Allow','Action':'*','Resource':'*'}";

  /** Shared, so that the keys are made once. */
  @TempDir private static Path folder;

  private final VirtualClock clock =
      new VirtualClock(Clock.fixed(Instant.parse("2026-11-24T08:00:00Z"), ZoneOffset.UTC));
  private final Identities identities = new Identities("111122223333", clock);
  private final FrontServer front = FrontServer.bind(0, identities);
  private final TestClient client = new TestClient(front.endpoint());

  @BeforeEach
  void start() {
    String provider = front.endpoint().getAuthority() + "/_sandbox/identity/github";
    String trust =
        """
        {'Effect':'Allow','Action':'sts:AssumeRoleWithWebIdentity',
         'Principal':{'Federated':'arn:aws:iam::111122223333:oidc-provider/PROVIDER'},
         'Condition':{'StringEquals':{'PROVIDER:aud':'sts.amazonaws.com'},
                      'StringLike':{'PROVIDER:sub':'repo:octo-org/octo-repo:*'}}}
        """
            .replace("PROVIDER", provider);
    PolicyEvaluator policies =
        new TestRoles()
            .with("ci", trust, POLICY)
            .with("app", trust.replace("/github", "/gitlab"), POLICY)
            .evaluator(clock);
    IdentityProviders providers = new IdentityProviders(front.endpoint(), folder, clock);
    Account account = new Account("111122223333", "eu-west-1", front.endpoint());
    front
        .mount(new StsService(account, identities, policies, providers, clock))
        .mountPrefix(IdentityProviders.PREFIX, providers)
        .start();
  }

  @AfterEach
  void close() {
    client.close();
    front.close();
    clock.close();
  }

  @Test
  void aRoleThatTrustsTheProviderIsAssumedWithoutASignature() {
    String answer = assume(token("{}"), Map.of("DurationSeconds", "900"));

    assertThat(answer)
        .contains(
            "<SubjectFromWebIdentityToken>repo:octo-org/octo-repo:ref:refs/heads/main<",
            "<Audience>sts.amazonaws.com<",
            "<Provider>arn:aws:iam::111122223333:oidc-provider/127.0.0.1:",
            "<Expiration>2026-11-24T08:15:00Z<",
            ":assumed-role/ci/job-1</Arn>");
    String key = answer.replaceAll("(?s).*<AccessKeyId>([^<]*)<.*", "$1");
    assertThat(identities.callerOf(key).arn()).endsWith(":assumed-role/ci/job-1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"claims\":{\"sub\":\"repo:octo-org/evil:ref:refs/heads/main\"}} | AccessDenied",
        "{\"claims\":{\"aud\":\"other\"}}              | AccessDenied",
        "{\"claims\":{\"aud\":[\"sts.amazonaws.com\",\"b\"]}} | InvalidIdentityToken",
        "{\"claims\":{\"sub\":null}}                   | InvalidIdentityToken",
        "{\"claims\":{\"iss\":\"https://example.com\"}} | InvalidIdentityToken",
        "{\"claims\":{\"nbf\":4102444800}}             | InvalidIdentityToken",
        "{\"claims\":{\"exp\":null}}                   | InvalidIdentityToken",
        "{\"header\":{\"alg\":\"none\"}}               | InvalidIdentityToken",
        "{\"header\":{\"kid\":\"other\"}}              | InvalidIdentityToken",
        "{\"lifetimeSeconds\":0}                       | ExpiredTokenException",
      })
  void otherTokensAreRefused(String request, String code) {
    assertThat(assume(token(request), Map.of())).contains("<Code>" + code + "</Code>");
  }

  @Test
  void aTokenIsRefusedWithAnotherSignatureOrOnceItExpired() {
    String token = token("{}");
    assertThat(assume(token.substring(0, token.lastIndexOf('.')) + ".AAAA", Map.of()))
        .contains("<Code>InvalidIdentityToken</Code>", "signature");
    assertThat(assume("no token", Map.of())).contains("<Code>InvalidIdentityToken</Code>");

    clock.advance(Duration.ofMinutes(5));
    assertThat(assume(token, Map.of())).contains("<Code>ExpiredTokenException</Code>");
  }

  @Test
  void aRoleOfAnotherProviderIsDenied() {
    assertThat(assume(token("{}"), Map.of("RoleArn", TestRoles.arn("app"))))
        .contains("<Code>AccessDenied</Code>");
    assertThat(assume(token("{}"), Map.of("RoleArn", TestRoles.arn("none"))))
        .contains("<Code>AccessDenied</Code>");
  }

  private String token(String request) {
    String body =
        request.contains("\"aud\"")
            ? request
            : request.replaceFirst("\\{", "{\"audience\":\"sts.amazonaws.com\",");
    return TestClient.read(
            client
                .send(
                    client
                        .request("/_sandbox/identity/github/token")
                        .POST(HttpRequest.BodyPublishers.ofString(body.replace(",}", "}"))))
                .body())
        .path("value")
        .asText();
  }

  private String assume(String token, Map<String, String> more) {
    Map<String, String> form =
        new HashMap<>(
            Map.of(
                "Action", "AssumeRoleWithWebIdentity",
                "Version", "2011-06-15",
                "RoleArn", TestRoles.arn("ci"),
                "RoleSessionName", "job-1",
                "WebIdentityToken", token));
    form.putAll(more);
    return client
        .send(
            client
                .request("/")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(TestClient.encode(form))))
        .body();
  }
}
