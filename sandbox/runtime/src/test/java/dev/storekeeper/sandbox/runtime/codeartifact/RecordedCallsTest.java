package dev.storekeeper.sandbox.runtime.codeartifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import dev.storekeeper.sandbox.codeartifact.PublicUpstream;
import dev.storekeeper.sandbox.runtime.Sandbox;
import dev.storekeeper.sandbox.runtime.SandboxOptions;
import dev.storekeeper.sandbox.runtime.http.TestClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** A whole sandbox: what becomes of calls of CodeArtifact, by way of CloudTrail. */
final class RecordedCallsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path JARS =
      Path.of(System.getProperty("storekeeper.root")).resolve("sandbox/dynamodb-local/target/lib");
  private static final String KEY = "AKIDOWNER";
  private static final String FILE = "hello-1.0-py3-none-any.whl";

  @TempDir private Path folder;
  private HttpServer index;
  private Sandbox sandbox;
  private TestClient client;

  @BeforeEach
  void start() throws IOException {
    assumeThat(JARS).isDirectory();
    index = publicIndex();
    Path template = folder.resolve("template.yaml");
    try (var in = RecordedCallsTest.class.getResourceAsStream("recorded-calls.yaml")) {
      assertThat(in).isNotNull();
      Files.write(template, in.readAllBytes());
    }
    sandbox =
        Sandbox.start(
            SandboxOptions.forTemplate(template, folder.resolve("state"))
                .withPorts(0, 0)
                .withDynamoDbLibraries(JARS)
                .withUpstreams(List.of(new PublicUpstream("public:pypi", address()))),
            (_, _, _) -> {},
            (_, _) -> {});
    client = new TestClient(sandbox.endpoint());
  }

  @AfterEach
  void stop() {
    if (client != null) {
      client.close();
      sandbox.close();
    }
    if (index != null) {
      index.stop(0);
    }
  }

  private static HttpServer publicIndex() throws IOException {
    InetAddress loopback = InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1});
    HttpServer server = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
    Map<String, byte[]> content =
        Map.of(
            "/simple/hello/",
            ("<html><body><a href=\"/files/" + FILE + "\">" + FILE + "</a></body></html>")
                .getBytes(StandardCharsets.UTF_8),
            "/files/" + FILE,
            SampleUpload.wheel("hello", "hello"));
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            byte[] body = content.get(exchange.getRequestURI().getPath());
            if (body == null) {
              exchange.sendResponseHeaders(404, -1);
              return;
            }
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
    return server;
  }

  private URI address() {
    return URI.create("http://127.0.0.1:" + index.getAddress().getPort() + "/simple/");
  }

  @Test
  void aReadAndACallBecomeEventsAndALogFileAndNothingElseFollows() throws IOException {
    HttpResponse<String> read = packageRequest("simple/hello/1.0/" + FILE);
    assertThat(read.statusCode()).as(read.body()).isEqualTo(200);
    HttpResponse<String> call = api("GET", "/v1/domain?domain=acme");
    assertThat(call.statusCode()).as(call.body()).isEqualTo(200);

    deliver();

    List<JsonNode> all = details("all");
    assertThat(all)
        .extracting(detail -> detail.path("eventName").asText())
        .contains("GetAuthorizationToken", "ReadFromRepository", "DescribeDomain");
    JsonNode record = named(all, "ReadFromRepository");
    assertThat(record.path("requestParameters"))
        .isEqualTo(
            TestClient.read(
                """
                {"domainName": "acme", "domainOwner": "111122223333", "repositoryName": "team",
                 "packageFormat": "pypi", "packageName": "hello", "packageVersion": "1.0"}
                """));
    assertThat(details("changes"))
        .extracting(detail -> detail.path("eventName").asText())
        .contains("GetAuthorizationToken")
        .doesNotContain("ReadFromRepository", "DescribeDomain");
    List<JsonNode> written = logged();
    assertThat(written)
        .extracting(each -> each.path("eventName").asText())
        .contains("ReadFromRepository", "DescribeDomain");
    assertThat(named(written, "ReadFromRepository")).isEqualTo(record);
    assertNothingFollows();
  }

  /** CloudTrail's own writes make events of the bucket, but no records that would be written. */
  private void assertNothingFollows() throws IOException {
    assertThat(details("objects"))
        .singleElement()
        .satisfies(detail -> {
          assertThat(detail.path("requester").asText()).isEqualTo("cloudtrail.amazonaws.com");
          assertThat(detail.path("object").path("key").asText())
              .startsWith("AWSLogs/111122223333/CloudTrail/eu-west-1/");
        });
    int before = logged().size();
    HttpResponse<String> moved = control("clock", "{\"advance\":\"PT6H\",\"settle\":true}");
    assertThat(moved.statusCode()).as(moved.body()).isEqualTo(200);
    deliver();

    assertThat(details("all")).isEmpty();
    assertThat(details("objects")).isEmpty();
    assertThat(logged()).hasSize(before);
  }

  private HttpResponse<String> packageRequest(String rest) {
    String token =
        TestClient.read(api("POST", "/v1/authorization-token?domain=acme").body())
            .path("authorizationToken")
            .asText();
    return client.send(
        client
            .request("/acme-111122223333/pypi/team/" + rest)
            .header("Authorization", "Bearer " + token));
  }

  private HttpResponse<String> api(String method, String path) {
    return client.send(
        client
            .request(path)
            .header("Authorization", TestClient.authorization(KEY, "codeartifact"))
            .method(method, BodyPublishers.noBody()));
  }

  private HttpResponse<String> control(String resource, String body) {
    HttpRequest.Builder request = client.request("/_sandbox/" + resource);
    return client.send(request.POST(BodyPublishers.ofString(body)));
  }

  private void deliver() {
    assertThat(control("cloudtrail", "{\"action\":\"deliver\"}").statusCode()).isEqualTo(200);
  }

  /** Takes the details of the events that a queue holds, in the order in which they were sent. */
  private List<JsonNode> details(String queue) {
    List<JsonNode> details = new ArrayList<>();
    ObjectNode receive = request(queue).put("MaxNumberOfMessages", 10).put("WaitTimeSeconds", 1);
    JsonNode messages = sqs("ReceiveMessage", receive).path("Messages");
    while (!messages.isEmpty()) {
      for (JsonNode message : messages) {
        details.add(TestClient.read(message.path("Body").asText()).path("detail"));
        String receipt = message.path("ReceiptHandle").asText();
        sqs("DeleteMessage", request(queue).put("ReceiptHandle", receipt));
      }
      messages = sqs("ReceiveMessage", receive).path("Messages");
    }
    return details;
  }

  private ObjectNode request(String queue) {
    return JSON.createObjectNode().put("QueueUrl", sandbox.endpoint() + "/111122223333/" + queue);
  }

  private JsonNode sqs(String operation, ObjectNode request) {
    HttpResponse<String> answer = client.json("sqs", "AmazonSQS." + operation, request.toString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body().isEmpty() ? JSON.createObjectNode() : TestClient.read(answer.body());
  }

  private static JsonNode named(List<JsonNode> records, String eventName) {
    return records.stream()
        .filter(record -> record.path("eventName").asText().equals(eventName))
        .findFirst()
        .orElseThrow(() -> new AssertionError(eventName + " is not in " + records));
  }

  /** The records in all log files. */
  private List<JsonNode> logged() throws IOException {
    List<JsonNode> records = new ArrayList<>();
    try (S3Client s3 = s3()) {
      for (var object : s3.listObjectsV2(request -> request.bucket("records")).contents()) {
        byte[] content =
            s3.getObjectAsBytes(request -> request.bucket("records").key(object.key()))
                .asByteArray();
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(content))) {
          JSON.readTree(in).path("Records").forEach(records::add);
        }
      }
    }
    return records;
  }

  private S3Client s3() {
    return S3Client.builder()
        .endpointOverride(sandbox.endpoint())
        .region(Region.EU_WEST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY, "secret")))
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }
}
