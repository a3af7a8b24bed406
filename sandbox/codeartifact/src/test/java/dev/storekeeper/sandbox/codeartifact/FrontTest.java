package dev.storekeeper.sandbox.codeartifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import software.amazon.awssdk.services.codeartifact.model.CodeartifactException;
import software.amazon.awssdk.services.codeartifact.model.UpstreamRepository;

final class FrontTest {
  @TempDir Path state;
  private Sandbox sandbox;

  @BeforeEach
  void start() throws IOException {
    sandbox = new Sandbox(state, options -> options.withMaximumAssetBytes(1000)).withRepository();
  }

  @AfterEach
  void stop() throws IOException {
    sandbox.close();
  }

  private HttpResponse<String> send(String method, String path, String body) {
    return sandbox.send(
        HttpRequest.newBuilder(sandbox.server.baseUri().resolve(path))
            .method(method, BodyPublishers.ofString(body))
            .build());
  }

  @ParameterizedTest(name = "{0} {1} {2}: {4}")
  @CsvFileSource(resources = "refusals.csv", numLinesToSkip = 1, delimiter = ';')
  void aWrongRequestIsRefusedWithTheReason(
      String method, String path, String body, int status, String error, String text) {
    HttpResponse<String> response = send(method, path, body == null ? "" : body);

    assertThat(response.body()).contains(text);
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("x-amzn-errortype")).hasValue(error);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
  }

  @Test
  void aBodyAboveOneMebibyteIsRefused() {
    HttpResponse<String> response = send("POST", "/v1/domains", " ".repeat((1 << 20) + 1));

    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(response.body()).contains("1048576 bytes");
  }

  @Test
  void anAssetAboveTheLimitIsRefusedAndLeavesNothing() throws IOException {
    HttpResponse<String> response =
        sandbox.put(sandbox.token(), "releases", "hello/1.0/a.txt", "x".repeat(1001));

    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(response.body()).contains("1000 bytes");
    assertThat(StateFiles.incoming(state)).isEmpty();
    assertThat(
            sandbox
                .put(sandbox.token(), "releases", "hello/1.0/a.txt", "x".repeat(1000))
                .statusCode())
        .isEqualTo(201);
  }

  @Test
  void aFormatThatIsNotServedIsNamed() {
    HttpResponse<String> response =
        sandbox.send(
            HttpRequest.newBuilder(
                    sandbox.server.baseUri().resolve("/acme-111111111111/npm/releases/left"))
                .header("Authorization", "Bearer " + sandbox.token())
                .build());

    assertThat(response.statusCode()).isEqualTo(501);
    assertThat(response.body()).contains("'npm'");
  }

  @Test
  void aRepositoryThatDoesNotExistIsNotFoundOnceTheTokenIsGood() {
    assertThat(sandbox.put(sandbox.token(), "absent", "hello/1.0/a", "x").statusCode())
        .isEqualTo(404);
    assertThat(sandbox.put("bad", "absent", "hello/1.0/a", "x").statusCode()).isEqualTo(401);
  }

  @Test
  void otherBytesUnderTheSameNameAreAConflict() {
    sandbox.publish("hello", "1.0", "a.txt", "one");

    HttpResponse<String> response =
        sandbox.put(sandbox.token(), "releases", "hello/1.0/a.txt", "two");

    assertThat(response.statusCode()).isEqualTo(409);
    assertThat(response.body()).contains("a.txt");
    assertThat(sandbox.get(sandbox.token(), "hello/1.0/a.txt").body()).isEqualTo("one");
  }

  @Test
  void aPublicationBeyondTheNamingRulesIsInvalid() {
    assertThat(
            sandbox.put(sandbox.token(), "releases", "x".repeat(256) + "/1.0/a", "x").statusCode())
        .isEqualTo(400);
  }

  @Test
  void aStateFolderIsOpenInOneServerOnly() {
    assertThatThrownBy(() -> new Sandbox(state))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("open elsewhere")
        .hasMessageContaining(state.toString());
  }

  @Test
  void aTakenPortIsNamed() {
    ServerOptions options =
        ServerOptions.of(
            sandbox.server.port(), state.resolve("other"), Sandbox.REGION, Sandbox.ACCOUNT);

    assertThatThrownBy(() -> CodeArtifactServer.start(options))
        .isInstanceOf(BindException.class)
        .hasMessageContaining(Integer.toString(sandbox.server.port()));
  }

  @Test
  void everyStepAsksForItsPermission() throws IOException {
    List<String> asked = Collections.synchronizedList(new ArrayList<>());
    Principal caller = new Principal(Sandbox.ACCOUNT, "arn:aws:iam::111111111111:user/ci");
    try (Sandbox guarded =
        new Sandbox(
            state.resolve("guarded"),
            options ->
                options.withAccess(
                    exchange -> caller,
                    (principal, action, resource) -> {
                      assertThat(principal).isEqualTo(caller);
                      asked.add(action + " " + resource.replaceFirst("^arn:.*:", ""));
                    }))) {
      guarded.withRepository();
      guarded.client.createRepository(request ->
          request
              .domain("acme")
              .repository("down")
              .upstreams(UpstreamRepository.builder().repositoryName("releases").build()));
      guarded.publish("hello", "1.0", "a.txt", "content");
      guarded.get(guarded.token(), "hello/1.0/a.txt");
      guarded.client.listPackages(request -> request.domain("acme").repository("releases"));
      guarded.client.deletePackage(request ->
          request.domain("acme").repository("releases").format("pypi").packageValue("hello"));
      guarded.client.listTagsForResource(request ->
          request.resourceArn("arn:aws:codeartifact:eu-west-1:111111111111:domain/acme"));
    }

    assertThat(asked)
        .containsExactly(
            "codeartifact:CreateDomain *",
            "codeartifact:CreateRepository *",
            "codeartifact:CreateRepository *",
            "codeartifact:AssociateWithDownstreamRepository repository/acme/releases",
            "codeartifact:GetAuthorizationToken domain/acme",
            "sts:GetServiceBearerToken *",
            "codeartifact:PublishPackageVersion package/acme/releases/pypi//hello",
            "codeartifact:GetAuthorizationToken domain/acme",
            "sts:GetServiceBearerToken *",
            "codeartifact:ReadFromRepository repository/acme/releases",
            "codeartifact:ListPackages repository/acme/releases",
            "codeartifact:DeletePackage package/acme/releases/pypi//hello",
            "codeartifact:ListTagsForResource domain/acme");
  }

  @Test
  void aDeniedPrincipalChangesNothing() throws IOException {
    List<String> denied = Collections.synchronizedList(new ArrayList<>());
    Principal caller = new Principal(Sandbox.ACCOUNT, "arn:aws:iam::111111111111:user/ci");
    try (Sandbox guarded =
        new Sandbox(
            state.resolve("guarded"),
            options ->
                options.withAccess(
                    exchange -> caller,
                    (principal, action, resource) -> {
                      if (denied.contains(action)) {
                        throw ServiceException.denied("no " + action);
                      }
                    }))) {
      guarded.withRepository();
      String token = guarded.token();
      denied.add("codeartifact:PublishPackageVersion");
      denied.add("codeartifact:DeleteRepository");
      denied.add("sts:GetServiceBearerToken");

      assertThat(guarded.put(token, "releases", "hello/1.0/a.txt", "x").statusCode())
          .isEqualTo(403);
      assertThat(
              guarded
                  .client
                  .listPackages(request -> request.domain("acme").repository("releases"))
                  .packages())
          .isEmpty();
      assertThatThrownBy(() ->
              guarded.client.deleteRepository(
                  request -> request.domain("acme").repository("releases")))
          .isInstanceOf(CodeartifactException.class)
          .hasMessageContaining("no codeartifact:DeleteRepository");
      assertThatThrownBy(guarded::token).hasMessageContaining("GetServiceBearerToken");
    }
  }
}
