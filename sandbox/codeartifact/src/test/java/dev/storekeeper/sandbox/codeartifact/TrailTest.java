package dev.storekeeper.sandbox.codeartifact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.codeartifact.store.Json;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.codeartifact.model.PackageVersionStatus;

final class TrailTest {
  private static final String SESSION =
      "arn:aws:sts::111111111111:assumed-role/teams/builder/run-7";

  @TempDir Path state;
  private final List<ObjectNode> records = Collections.synchronizedList(new ArrayList<>());
  private Sandbox sandbox;

  @BeforeEach
  void start() throws IOException {
    sandbox = new Sandbox(state, options -> options.withTrail(records::add));
    sandbox.client.createDomain(request -> request.domain("acme"));
    sandbox.settle();
    sandbox.client.createRepository(request -> request.domain("acme").repository("releases"));
    sandbox.settle();
  }

  @AfterEach
  void stop() throws IOException {
    sandbox.close();
  }

  private List<ObjectNode> settled() {
    sandbox.settle();
    return List.copyOf(records);
  }

  private ObjectNode lastOf(int count) {
    assertThat(settled()).hasSize(count);
    return records.getLast();
  }

  private void send(String method, String path, String body) {
    sandbox.send(
        HttpRequest.newBuilder(sandbox.server.baseUri().resolve(path))
            .header("User-Agent", "aws-cli/1.2.3")
            .method(method, BodyPublishers.ofString(body))
            .build());
  }

  @Test
  void aTokenGrantIsRecordedWithoutTheToken() {
    String token = sandbox.token();

    ObjectNode record = lastOf(3);
    assertThat(fields(record))
        .containsExactlyInAnyOrder(
            "eventVersion",
            "userIdentity",
            "eventTime",
            "eventSource",
            "eventName",
            "awsRegion",
            "sourceIPAddress",
            "userAgent",
            "requestParameters",
            "responseElements",
            "requestID",
            "eventID",
            "readOnly",
            "eventType",
            "managementEvent",
            "recipientAccountId",
            "eventCategory");
    assertThat(record.path("eventName").asText()).isEqualTo("GetAuthorizationToken");
    assertThat(record.path("eventSource").asText()).isEqualTo("codeartifact.amazonaws.com");
    assertThat(record.path("eventTime").asText()).isEqualTo("2026-03-04T10:15:30Z");
    assertThat(record.path("eventType").asText()).isEqualTo("AwsApiCall");
    assertThat(record.path("awsRegion").asText()).isEqualTo("eu-west-1");
    assertThat(record.path("sourceIPAddress").asText()).isEqualTo("127.0.0.1");
    assertThat(record.path("userAgent").asText()).contains("aws-sdk-java");
    assertThat(record.path("readOnly").isBoolean()).isTrue();
    assertThat(record.path("readOnly").asBoolean()).isFalse();
    assertThat(record.path("managementEvent").asBoolean()).isTrue();
    assertThat(record.path("recipientAccountId").asText()).isEqualTo(Sandbox.ACCOUNT);
    assertThat(record.path("requestParameters")).isEqualTo(json("{'domainName':'acme'}"));
    assertThat(record.path("responseElements"))
        .isEqualTo(json("{'sessionToken':'HIDDEN_DUE_TO_SECURITY_REASONS'}"));
    assertThat(record.path("userIdentity").path("type").asText()).isEqualTo("IAMUser");
    assertThat(record.path("userIdentity").path("userName").asText()).isEqualTo("owner");
    assertThat(Json.text(record)).doesNotContain(token);
  }

  @ParameterizedTest(name = "{0} {1}: {4}")
  @CsvSource(
      delimiter = '|',
      value = {
        "GET | /v1/domain?domain=acme | '' | DescribeDomain | true | '' | {'domainName':'acme'}",
        "POST | /v1/packages?domain=acme&domain-owner=111111111111&repository=releases&format=pypi"
            + "&package-prefix=h&max-results=5 | '' | ListPackages | true | '' |"
            + " {'domainName':'acme','domainOwner':'111111111111','repositoryName':'releases',"
            + "'packageFormat':'pypi','packagePrefix':'h','maxResults':'5'}",
        "GET | /v1/package/version/asset?domain=acme&repository=releases&format=pypi&package=hello"
            + "&version=9&asset=a.txt | '' | GetPackageVersionAsset | true |"
            + " ResourceNotFoundException | {'domainName':'acme','repositoryName':'releases',"
            + "'packageFormat':'pypi','packageName':'hello','packageVersion':'9',"
            + "'assetName':'a.txt'}",
        "POST | /v1/package/versions/delete?domain=acme&repository=releases&format=pypi"
            + "&package=hello | {\"versions\":[\"1.0\"],\"expectedStatus\":\"Archived\"} |"
            + " DeletePackageVersions | false | ResourceNotFoundException |"
            + " {'domainName':'acme','repositoryName':'releases','packageFormat':'pypi',"
            + "'packageName':'hello','versions':['1.0'],'expectedStatus':'Archived'}",
        "PUT | /v1/domain/permissions/policy | {\"domain\":\"acme\",\"policyDocument\":\"x\"} |"
            + " PutDomainPermissionsPolicy | false | ValidationException |"
            + " {'domainName':'acme','policyDocument':'x'}",
        "GET | /v1/domain?domain=A | '' | DescribeDomain | true | ValidationException | null",
      })
  void aCallIsRecordedWithItsParametersAndItsFailure(
      String method,
      String path,
      String body,
      String name,
      boolean readOnly,
      String errorCode,
      String parameters) {
    send(method, path, body);

    ObjectNode record = lastOf(3);
    assertThat(record.path("eventName").asText()).isEqualTo(name);
    assertThat(record.path("readOnly").asBoolean()).isEqualTo(readOnly);
    assertThat(record.path("errorCode").asText()).isEqualTo(errorCode);
    assertThat(record.has("errorMessage")).isEqualTo(!errorCode.isEmpty());
    assertThat(record.path("requestParameters")).isEqualTo(json(parameters));
    assertThat(record.path("responseElements").isNull()).isTrue();
    assertThat(record.path("userAgent").asText()).isEqualTo("aws-cli/1.2.3");
    assertThat(record.has("additionalEventData")).isFalse();
  }

  @Test
  void packageRequestsAreRecordedWithTheirCoordinatesWhetherOrNotTheySucceed() {
    String first = sandbox.token();
    sandbox.settle();
    sandbox.put(first, "releases", "hello/1.0/a.txt", "content");
    sandbox.settle();
    String token = sandbox.token();
    sandbox.settle();
    sandbox.get(token, "hello/1.0/a.txt");
    sandbox.settle();
    sandbox.client.updatePackageVersionsStatus(request ->
        request
            .domain("acme")
            .repository("releases")
            .format("pypi")
            .packageValue("hello")
            .versions("1.0")
            .targetStatus(PackageVersionStatus.ARCHIVED));
    sandbox.settle();
    sandbox.get(token, "hello/1.0/a.txt");
    sandbox.settle();
    sandbox.put(token, "releases", "hello/1.0/b.txt", "more");
    sandbox.settle();
    sandbox.put(token, "absent", "hello/1.0/b.txt", "more");

    List<ObjectNode> all = settled();
    assertThat(all)
        .extracting(
            record -> record.path("eventName").asText() + " " + record.path("errorCode").asText())
        .containsExactly(
            "CreateDomain ",
            "CreateRepository ",
            "GetAuthorizationToken ",
            "PublishPackageVersion ",
            "GetAuthorizationToken ",
            "ReadFromRepository ",
            "UpdatePackageVersionsStatus ",
            "ReadFromRepository ResourceNotFoundException",
            "PublishPackageVersion ConflictException",
            "PublishPackageVersion ResourceNotFoundException");
    JsonNode coordinates =
        json(
            "{'domainName':'acme','domainOwner':'111111111111','repositoryName':'releases',"
                + "'packageFormat':'pypi','packageName':'hello','packageVersion':'1.0'}");
    for (int i : List.of(3, 5, 7, 8)) {
      assertThat(all.get(i).path("requestParameters")).as("record " + i).isEqualTo(coordinates);
      assertThat(all.get(i).path("readOnly").asBoolean()).isEqualTo(i == 5 || i == 7);
      assertThat(all.get(i).path("responseElements").isNull()).isTrue();
    }
    assertThat(all.get(7).path("additionalEventData"))
        .isEqualTo(json("{'httpMethod':'GET','requestUri':'/pypi/releases/hello/1.0/a.txt'}"));
    assertThat(all.get(3).path("additionalEventData").path("httpMethod").asText()).isEqualTo("PUT");
    assertThat(all.get(9).path("requestParameters").path("repositoryName").asText())
        .isEqualTo("absent");
    assertThat(all.toString()).doesNotContain(token);
  }

  @Test
  void aRequestOfNobodyLeavesNoRecord() {
    sandbox.get("bad", "hello/1.0/a.txt");
    send("GET", "/v1/nonsense", "");
    send("GET", "/elsewhere", "");
    sandbox.settle();
    sandbox.token();

    assertThat(lastOf(3).path("eventName").asText()).isEqualTo("GetAuthorizationToken");
  }

  @Test
  void everyCallHasIdsOfItsOwnAndTheAnswerNamesTheRequest() {
    String requestId = sandbox.client.listDomains(request -> {}).responseMetadata().requestId();
    sandbox.settle();
    sandbox.client.listDomains(request -> {});

    assertThat(settled().get(2).path("requestID").asText()).isEqualTo(requestId);
    Set<String> ids = new TreeSet<>();
    records.forEach(record -> {
      ids.add(record.path("requestID").asText());
      ids.add(record.path("eventID").asText());
    });
    assertThat(ids).hasSize(8);
  }

  @Test
  void aSessionIsNamedWithItsRoleAndRefusalsAreAccessDenied() throws IOException {
    Principal caller =
        new Principal("111111111111", SESSION, Map.of(Principal.SOURCE_IDENTITY, "main-7"));
    List<ObjectNode> own = Collections.synchronizedList(new ArrayList<>());
    try (Sandbox guarded =
        new Sandbox(
            state.resolve("guarded"),
            options ->
                options
                    .withTrail(own::add)
                    .withAccess(
                        exchange -> caller,
                        (who, what, where) -> {
                          throw ServiceException.denied("no " + what);
                        }))) {
      guarded.send(
          HttpRequest.newBuilder(guarded.server.baseUri().resolve("/v1/domain?domain=acme"))
              .build());
    }

    assertThat(own).hasSize(1);
    JsonNode identity = own.getFirst().path("userIdentity");
    assertThat(own.getFirst().path("errorCode").asText()).isEqualTo("AccessDenied");
    assertThat(own.getFirst().path("errorMessage").asText())
        .isEqualTo("no codeartifact:DescribeDomain");
    assertThat(identity.path("type").asText()).isEqualTo("AssumedRole");
    assertThat(identity.path("arn").asText()).isEqualTo(SESSION);
    assertThat(identity.path("principalId").asText()).matches("AROA[0-9A-F]{17}:run-7");
    assertThat(identity.path("sessionContext").path("sessionIssuer").path("arn").asText())
        .isEqualTo("arn:aws:iam::111111111111:role/teams/builder");
    assertThat(identity.path("sessionContext").path("sessionIssuer").path("userName").asText())
        .isEqualTo("builder");
    assertThat(identity.path("sessionContext").path("sourceIdentity").asText()).isEqualTo("main-7");
  }

  @Test
  void aSlowListenerHoldsUpNoAnswerAndAFailingOneGetsTheRecordAgain() throws Exception {
    CountDownLatch released = new CountDownLatch(1);
    List<String> taken = Collections.synchronizedList(new ArrayList<>());
    Sandbox slow =
        new Sandbox(
            state.resolve("slow"),
            options ->
                options.withTrail(record -> {
                  await(released);
                  taken.add(record.path("eventName").asText());
                  if (taken.size() == 1) {
                    throw new IllegalStateException("not now");
                  }
                }));
    slow.withRepository();
    assertThat(taken).isEmpty();

    released.countDown();
    slow.close();
    assertThat(taken).hasSize(3).containsOnly("CreateDomain", "CreateRepository");
    assertThat(taken.get(1)).isEqualTo(taken.getFirst());
    assertThat(taken.get(2)).isNotEqualTo(taken.getFirst());
  }

  @Test
  void noRecordOfManyCallsAtOnceIsLost() throws Exception {
    int calls = 400;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < calls; i++) {
        String name = "/v1/repository?domain=acme&repository=repository-" + i;
        threads.execute(() -> send("GET", name, ""));
      }
    }
    sandbox.close();

    Set<String> named = new TreeSet<>();
    records.forEach(
        record -> named.add(record.path("requestParameters").path("repositoryName").asText()));
    assertThat(records).hasSize(calls + 2);
    assertThat(named).hasSize(calls + 2);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> fields(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static JsonNode json(String text) {
    return Json.parse(text.replace('\'', '"'));
  }
}
