package dev.storekeeper.sandbox.runtime.codeartifact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.sandbox.codeartifact.CodeArtifactHandler;
import dev.storekeeper.sandbox.codeartifact.CodeArtifactSettings;
import dev.storekeeper.sandbox.codeartifact.pypi.PypiProtocol;
import dev.storekeeper.sandbox.runtime.Account;
import dev.storekeeper.sandbox.runtime.http.FrontServer;
import dev.storekeeper.sandbox.runtime.http.TestClient;
import dev.storekeeper.sandbox.runtime.iam.Identities;
import dev.storekeeper.sandbox.runtime.iam.PolicyEvaluator;
import dev.storekeeper.sandbox.runtime.iam.TestRoles;
import dev.storekeeper.sandbox.runtime.identity.IdentityProviders;
import dev.storekeeper.sandbox.runtime.sts.StsService;
import dev.storekeeper.sandbox.runtime.time.VirtualClock;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a token may that was asked for by a session with a policy of its own. */
class SessionTokensTest {
  private static final String ARN = "arn:aws:codeartifact:eu-west-1:111122223333:";
  private static final String TOKEN_OF_ACME =
      "{'Effect':'Allow','Action':'codeartifact:GetAuthorizationToken','Resource':'"
          + ARN
          + "domain/acme'}";
  private static final String BEARER =
      "{'Effect':'Allow','Action':'sts:GetServiceBearerToken','Resource':'*','Condition':"
          + "{'StringEquals':{'sts:AWSServiceName':'codeartifact.amazonaws.com'}}}";
  private static final String READ_TEAM =
      "{'Effect':'Allow','Action':['codeartifact:ReadFromRepository','codeartifact:ListPackages'],"
          + "'Resource':'"
          + ARN
          + "repository/acme/team'}";
  private static final String READER = String.join(",", TOKEN_OF_ACME, BEARER, READ_TEAM);

  @TempDir private Path state;
  private final VirtualClock clock =
      new VirtualClock(Clock.fixed(Instant.parse("2026-11-24T08:00:00Z"), ZoneOffset.UTC));
  private final Identities identities = new Identities("111122223333", clock);
  private final FrontServer front = FrontServer.bind(0, identities);
  private final TestClient client = new TestClient(front.endpoint());
  private CodeArtifactHandler codeArtifact;

  @BeforeEach
  void start() throws IOException {
    PolicyEvaluator policies =
        new TestRoles()
            .with(
                "vending",
                "{'Effect':'Allow','Action':'sts:AssumeRole','Principal':"
                    + "{'Service':'lambda.amazonaws.com'}}",
                "{'Effect':'Allow','Action':['codeartifact:*','sts:GetServiceBearerToken'],"
                    + "'Resource':'*'},{'Effect':'Deny','Action':'codeartifact:ReadFromRepository',"
                    + "'Resource':'*','Condition':{'StringLike':{'aws:SourceIdentity':'revoked-*'}}}")
            .evaluator(clock);
    Principals principals = new Principals("111122223333", policies);
    codeArtifact =
        new CodeArtifactHandler(
            new CodeArtifactSettings(state.resolve("packages"), "eu-west-1", front.endpoint()),
            List.of(new PypiProtocol()),
            principals,
            principals,
            _ -> {},
            clock);
    Account account = new Account("111122223333", "eu-west-1", front.endpoint());
    IdentityProviders providers = new IdentityProviders(front.endpoint(), state, clock);
    front
        .mount(new StsService(account, identities, policies, providers, clock))
        .mount("codeartifact", codeArtifact, CodeArtifactHandler::operation)
        .mountUnsigned("codeartifact", codeArtifact, CodeArtifactHandler::operation)
        .start();
    api("AKID", "/v1/domain?domain=acme");
    for (String repository : List.of("team", "other")) {
      api("AKID", "/v1/repository?domain=acme&repository=" + repository);
    }
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    front.close();
    codeArtifact.close();
    clock.close();
  }

  @Test
  void aReadTokenReadsItsRepositoryAndNothingElse() {
    upload(token(session("", "main-1")), "team", "my-app");
    String token = token(session(READER, "main-1"));

    assertThat(simple(token, "team").statusCode()).isEqualTo(200);
    HttpResponse<String> other = simple(token, "other");
    assertThat(other.statusCode()).isEqualTo(403);
    assertThat(other.body())
        .contains(
            "assumed-role/vending/job",
            "codeartifact:ReadFromRepository on resource: " + ARN + "repository/acme/other",
            "because no session policy allows");
    HttpResponse<String> publish = upload(token, "team", "my-app");
    assertThat(publish.statusCode()).isEqualTo(403);
    assertThat(publish.body())
        .contains(
            "codeartifact:PublishPackageVersion on resource: "
                + ARN
                + "package/acme/team/pypi//my-app",
            "because no session policy allows");
  }

  @Test
  void packagesOfAnotherRepositoryAreNotListed() {
    String key = session(READER, "main-1");

    assertThat(api(key, "/v1/packages?domain=acme&repository=team").statusCode()).isEqualTo(200);
    HttpResponse<String> other = api(key, "/v1/packages?domain=acme&repository=other");
    assertThat(other.statusCode()).isEqualTo(403);
    assertThat(other.headers().firstValue("x-amzn-errortype")).hasValue("AccessDeniedException");
    assertThat(TestClient.read(other.body()).path("message").asText())
        .contains("codeartifact:ListPackages on resource: " + ARN + "repository/acme/other");
  }

  @ParameterizedTest
  @CsvSource({
    "team/pypi//my-app, my-app, 200",
    "team/pypi//my-app, My.App, 200",
    "team/pypi//my-app, my_app, 200",
    "team/pypi//my-app, my-app-evil, 403",
    "team/pypi//My.App, My.App, 403",
    "team/pypi//my-*, my-app, 200",
    "team/pypi//my-*, other, 403",
    "team/*, other, 200",
    "other/*, my-app, 403",
    "team/npm//my-app, my-app, 403",
  })
  void aPublishTokenPublishesTheGrantedPackages(String granted, String name, int status) {
    String publish =
        "{'Effect':'Allow','Action':'codeartifact:PublishPackageVersion','Resource':'"
            + ARN
            + "package/acme/"
            + granted
            + "'}";
    String token = token(session(String.join(",", TOKEN_OF_ACME, BEARER, publish), "main-1"));

    HttpResponse<String> response = upload(token, "team", name);

    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(simple(token, "team").statusCode()).isEqualTo(403);
  }

  @Test
  void aTokenNeedsBothPermissionsAndTheRightService() {
    String otherService = BEARER.replace("codeartifact.amazonaws.com", "other.amazonaws.com");
    String otherDomain = TOKEN_OF_ACME.replace("domain/acme", "domain/other");

    assertThat(authorization(session(READ_TEAM + "," + BEARER, "m-1")).body())
        .contains("codeartifact:GetAuthorizationToken on resource: " + ARN + "domain/acme");
    assertThat(authorization(session(READ_TEAM + "," + TOKEN_OF_ACME, "m-1")).body())
        .contains("sts:GetServiceBearerToken on resource: *");
    assertThat(authorization(session(TOKEN_OF_ACME + "," + otherService, "m-1")).statusCode())
        .isEqualTo(403);
    assertThat(authorization(session(otherDomain + "," + BEARER, "m-1")).statusCode())
        .isEqualTo(403);
    assertThat(authorization(session(TOKEN_OF_ACME + "," + BEARER, "m-1")).statusCode())
        .isEqualTo(200);
  }

  @Test
  void aTokenOutlivesItsSessionUnlessItIsBoundToIt() {
    String key = session(READER, "main-1");
    String bound =
        TestClient.read(api(key, "/v1/authorization-token?domain=acme&duration=0").body())
            .path("authorizationToken")
            .asText();
    String longer = token(key);

    clock.advance(Duration.ofMinutes(15));
    HttpResponse<String> expired = api(key, "/v1/packages?domain=acme&repository=team");
    assertThat(expired.statusCode()).isEqualTo(403);
    assertThat(expired.headers().firstValue("x-amzn-errortype")).hasValue("ExpiredTokenException");
    assertThat(client.query(key, "sts", Map.of("Action", "GetCallerIdentity")).body())
        .contains("<Code>ExpiredToken</Code>");
    assertThat(simple(bound, "team").statusCode()).isEqualTo(401);
    assertThat(simple(longer, "team").statusCode()).isEqualTo(404);
    assertThat(simple(longer, "other").statusCode()).isEqualTo(403);
  }

  @Test
  void aTokenKeepsItsSourceIdentity() {
    assertThat(simple(token(session(READER, "main-1")), "team").statusCode()).isEqualTo(404);
    assertThat(simple(token(session(READER, "revoked-1")), "team").body())
        .contains("explicit deny in an identity-based policy");
  }

  /** The key of a session of 15 minutes. */
  private String session(String statements, String sourceIdentity) {
    Map<String, String> form =
        new HashMap<>(
            Map.of(
                "Action", "AssumeRole",
                "RoleArn", TestRoles.arn("vending"),
                "RoleSessionName", "job",
                "DurationSeconds", "900",
                "SourceIdentity", sourceIdentity));
    if (!statements.isEmpty()) {
      form.put("Policy", TestRoles.document(statements).toString());
    }
    String answer = client.query("AKID", "sts", form).body();
    assertThat(answer).contains("<AccessKeyId>");
    return answer.replaceAll("(?s).*<AccessKeyId>([^<]*)<.*", "$1");
  }

  private HttpResponse<String> authorization(String key) {
    return api(key, "/v1/authorization-token?domain=acme&duration=3600");
  }

  private String token(String key) {
    JsonNode answer = TestClient.read(authorization(key).body());
    assertThat(answer.has("authorizationToken")).as(answer.toString()).isTrue();
    return answer.path("authorizationToken").asText();
  }

  private HttpResponse<String> api(String key, String path) {
    return client.send(
        client
            .request(path)
            .header("Authorization", TestClient.authorization(key, "codeartifact"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{}")));
  }

  private HttpResponse<String> simple(String token, String repository) {
    return client.send(
        client
            .request("/acme-111122223333/pypi/" + repository + "/simple/my-app/")
            .header("Authorization", "Bearer " + token));
  }

  private HttpResponse<String> upload(String token, String repository, String name) {
    return client.send(
        client
            .request("/acme-111122223333/pypi/" + repository + "/")
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", SampleUpload.CONTENT_TYPE)
            .POST(HttpRequest.BodyPublishers.ofByteArray(SampleUpload.of(name))));
  }
}
