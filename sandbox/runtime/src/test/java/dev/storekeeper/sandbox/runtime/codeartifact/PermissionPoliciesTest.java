package dev.storekeeper.sandbox.runtime.codeartifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.codeartifact.CodeArtifactHandler;
import dev.storekeeper.sandbox.codeartifact.CodeArtifactSettings;
import dev.storekeeper.sandbox.codeartifact.pypi.PypiProtocol;
import dev.storekeeper.sandbox.runtime.Account;
import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.SandboxException;
import dev.storekeeper.sandbox.runtime.http.FrontServer;
import dev.storekeeper.sandbox.runtime.http.TestClient;
import dev.storekeeper.sandbox.runtime.iam.Caller;
import dev.storekeeper.sandbox.runtime.iam.Identities;
import dev.storekeeper.sandbox.runtime.iam.PolicyEvaluator;
import dev.storekeeper.sandbox.runtime.iam.TestRoles;
import dev.storekeeper.sandbox.runtime.template.Resource;
import dev.storekeeper.sandbox.runtime.time.VirtualClock;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What policies of domains and repositories allow and deny besides those of roles. */
class PermissionPoliciesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ARN = "arn:aws:codeartifact:eu-west-1:111122223333:";
  private static final String OWNER = "AKIDOWNER";
  private static final String TRUST =
      "{'Effect':'Allow','Action':'sts:AssumeRole','Principal':{'Service':'lambda.amazonaws.com'}}";

  @TempDir private Path state;
  private final VirtualClock clock =
      new VirtualClock(Clock.fixed(Instant.parse("2026-11-24T08:00:00Z"), ZoneOffset.UTC));
  private final Identities identities = new Identities("111122223333", clock);
  private final FrontServer front = FrontServer.bind(0, identities);
  private final TestClient client = new TestClient(front.endpoint());
  private final CodeArtifactProvisioner provisioner =
      new CodeArtifactProvisioner(new Account("111122223333", "eu-west-1", front.endpoint()));
  private CodeArtifactHandler codeArtifact;

  @BeforeEach
  void start() throws IOException {
    PolicyEvaluator policies =
        new TestRoles()
            .with("cleaner", TRUST, "{'Effect':'Allow','Action':'codeartifact:*','Resource':'*'}")
            .with("reader", TRUST, "{'Effect':'Allow','Action':'sqs:*','Resource':'*'}")
            .evaluator(clock);
    Principals principals = new Principals("111122223333", policies);
    codeArtifact =
        new CodeArtifactHandler(
            new CodeArtifactSettings(state, "eu-west-1", front.endpoint()),
            List.of(new PypiProtocol()),
            principals,
            principals,
            _ -> {},
            clock);
    front
        .mount("codeartifact", codeArtifact, CodeArtifactHandler::operation)
        .mountUnsigned("codeartifact", codeArtifact, CodeArtifactHandler::operation)
        .start();
    assertThat(api(OWNER, "POST", "/v1/domain?domain=acme", "{}").statusCode()).isEqualTo(200);
    for (String name : List.of("team", "other")) {
      api(OWNER, "POST", "/v1/repository?domain=acme&repository=" + name, "{}");
    }
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    front.close();
    codeArtifact.close();
    clock.close();
  }

  @ParameterizedTest(name = "domain {0}, repository {1}: {2} may {3} {4}: {5}")
  @CsvFileSource(
      resources = "policies.csv",
      numLinesToSkip = 1,
      delimiter = ';',
      quoteCharacter = '~')
  void aCallNeedsAnAllowanceOfEitherSideAndNoDenialOfAny(
      String domainPolicy,
      String repositoryPolicy,
      String caller,
      String method,
      String path,
      int status) {
    if (domainPolicy != null) {
      putOnDomain(domainPolicy);
    }
    if (repositoryPolicy != null) {
      putOnRepository(repositoryPolicy);
    }
    String key = caller.equals("owner") ? OWNER : session(caller);

    HttpResponse<String> response = api(key, method, path, "");

    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    if (status == 403) {
      assertThat(response.headers().firstValue("x-amzn-errortype"))
          .hasValue("AccessDeniedException");
      assertThat(response.body()).contains("is not authorized to perform: codeartifact:");
    }
  }

  @Test
  void whatTheEvaluatorCannotEnforceIsRefused() {
    HttpResponse<String> response =
        put(
            "/v1/repository/permissions/policy?domain=acme&repository=team",
            JSON.createObjectNode(),
            "'Effect':'Deny','Principal':'*','Action':'*','Resource':'*','Condition':"
                + "{'StringSounds':{'aws:PrincipalArn':'x'}}");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.headers().firstValue("x-amzn-errortype")).hasValue("ValidationException");
    assertThat(response.body()).contains("policyDocument").contains("StringSounds");
  }

  @Test
  void theQuotasCanBeScaledAndSwitchedOff() {
    QuotaControl quotas = new QuotaControl(codeArtifact);
    assertThat(quotas.get().toString()).isEqualTo("{\"factor\":1.0}");

    quotas.post(TestClient.read("{\"factor\":0.001}"));
    assertThat(api(OWNER, "POST", "/v1/domains", "").statusCode()).isEqualTo(200);
    assertThat(api(OWNER, "POST", "/v1/domains", "").statusCode()).isEqualTo(429);
    assertThat(quotas.post(TestClient.read("{\"factor\":\"off\"}")).toString())
        .isEqualTo("{\"factor\":\"off\"}");
    assertThat(api(OWNER, "POST", "/v1/domains", "").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"factor\":0}",
        "{\"factor\":-1}",
        "{\"factor\":\"on\"}",
        "{\"factor\":1,\"more\":2}"
      })
  void whatIsNoFactorIsRefused(String body) {
    assertThatThrownBy(() -> new QuotaControl(codeArtifact).post(TestClient.read(body)))
        .isInstanceOf(AwsException.class)
        .hasMessageContaining("a number above 0");
  }

  @Test
  void aTemplatesPoliciesAreSetWithItsDomainAndRepository() {
    ObjectNode domain = JSON.createObjectNode().put("DomainName", "shop");
    domain.set(
        "PermissionsPolicyDocument",
        TestRoles.document(
            "{'Sid':'DenyRepositoryDeletion','Effect':'Deny','Principal':'*',"
                + "'Action':'codeartifact:DeleteRepository','Resource':'*'}"));
    ObjectNode repository =
        JSON.createObjectNode().put("DomainName", "shop").put("RepositoryName", "releases");
    repository.set(
        "PermissionsPolicyDocument",
        TestRoles.document(
            "{'Effect':'Deny','Principal':'*','Action':'codeartifact:ListPackages','Resource':'*'}"));

    provision("AWS::CodeArtifact::Domain", domain);
    provision("AWS::CodeArtifact::Repository", repository);
    provision("AWS::CodeArtifact::Repository", repository);

    String name = "?domain=shop&repository=releases";
    assertThat(api(OWNER, "DELETE", "/v1/repository" + name, "").statusCode()).isEqualTo(403);
    assertThat(api(OWNER, "POST", "/v1/packages" + name, "").statusCode()).isEqualTo(403);
    assertThat(api(OWNER, "GET", "/v1/repository" + name, "").statusCode()).isEqualTo(200);
  }

  @Test
  void aTemplatesPolicyThatIsRefusedIsNamed() {
    ObjectNode domain = JSON.createObjectNode().put("DomainName", "shop");
    domain.putObject("PermissionsPolicyDocument").put("Version", "2012-10-17");

    assertThatThrownBy(() -> provision("AWS::CodeArtifact::Domain", domain))
        .isInstanceOf(SandboxException.class)
        .hasMessageContaining("Made")
        .hasMessageContaining("Statement: found nothing");
  }

  private void provision(String type, ObjectNode properties) {
    provisioner.provision(new Resource("Made", type, "made", ARN + "made", properties));
  }

  private void putOnDomain(String statement) {
    HttpResponse<String> response =
        put(
            "/v1/domain/permissions/policy",
            JSON.createObjectNode().put("domain", "acme"),
            statement);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
  }

  private void putOnRepository(String statement) {
    HttpResponse<String> response =
        put(
            "/v1/repository/permissions/policy?domain=acme&repository=team",
            JSON.createObjectNode(),
            statement);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
  }

  private HttpResponse<String> put(String path, ObjectNode body, String statement) {
    String document = TestRoles.document("{" + statement.replace("ARN:", ARN) + "}").toString();
    return api(OWNER, "PUT", path, body.put("policyDocument", document).toString());
  }

  private String session(String role) {
    return identities.issue(new Caller.RoleSession(TestRoles.arn(role), "run", "")).accessKeyId();
  }

  private HttpResponse<String> api(String key, String method, String path, String body) {
    return client.send(
        client
            .request(path)
            .header("Authorization", TestClient.authorization(key, "codeartifact"))
            .method(method, HttpRequest.BodyPublishers.ofString(body)));
  }
}
