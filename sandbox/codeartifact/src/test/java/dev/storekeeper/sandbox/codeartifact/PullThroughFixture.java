package dev.storekeeper.sandbox.codeartifact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.sandbox.codeartifact.pypi.Archives;
import dev.storekeeper.sandbox.codeartifact.pypi.PypiProtocol;
import dev.storekeeper.sandbox.codeartifact.store.Json;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.codeartifact.model.PackageVersionDescription;

/**
 * A public index, and a repository {@code team} downstream of {@code store}, which is connected.
 */
abstract class PullThroughFixture {
  static final String WHEEL = "hello-1.0-py3-none-any.whl";
  static final String SDIST = "hello-1.0.tar.gz";

  @TempDir Path state;
  final byte[] wheel =
      Archives.wheel(
          "hello", "1.0", Archives.metadata("Hello", "1.0", "Summary: says hello", "License: MIT"));
  final byte[] sdist =
      Archives.sdist("hello", "1.0", Archives.metadata("Hello", "1.0", "Summary: the source"));
  PublicIndex index;
  Sandbox sandbox;
  String token;

  @BeforeEach
  void start() throws IOException {
    index = new PublicIndex();
    sandbox = open(index.upstream());
    sandbox.withRepository("store").withRepository("team", "store");
    sandbox.client.associateExternalConnection(
        request -> request.domain("acme").repository("store").externalConnection("public:pypi"));
    token = sandbox.token();
  }

  Sandbox open(PublicUpstream upstream) throws IOException {
    return new Sandbox(
        state,
        options ->
            options.withProtocols(List.of(new PypiProtocol())).withUpstreams(List.of(upstream)));
  }

  void restart(PublicUpstream upstream) throws IOException {
    sandbox.close();
    sandbox = open(upstream);
    token = sandbox.token();
  }

  @AfterEach
  void stop() throws IOException {
    sandbox.close();
    index.close();
  }

  HttpResponse<String> get(String repository, String rest) {
    return sandbox.send(
        HttpRequest.newBuilder(sandbox.endpoint(repository, rest))
            .header("Authorization", "Bearer " + token)
            .header("Accept", "application/vnd.pypi.simple.v1+json, */*; q=0.1")
            .build());
  }

  JsonNode page(String repository) {
    HttpResponse<String> response = get(repository, "simple/hello/");
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return Json.parse(response.body());
  }

  static List<String> fileNames(JsonNode page) {
    List<String> names = new ArrayList<>();
    page.path("files").forEach(file -> names.add(file.path("filename").asText()));
    return names;
  }

  PackageVersionDescription described(String repository) {
    return sandbox
        .client
        .describePackageVersion(request ->
            request
                .domain("acme")
                .repository(repository)
                .format("pypi")
                .packageValue("hello")
                .packageVersion("1.0"))
        .packageVersion();
  }
}
