package dev.storekeeper.sandbox.runtime.httpapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.http.TestClient;
import dev.storekeeper.sandbox.runtime.lambda.Functions;
import dev.storekeeper.sandbox.runtime.template.Resource;
import dev.storekeeper.sandbox.runtime.template.Stack;
import dev.storekeeper.sandbox.runtime.time.VirtualClock;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpApiServerTest {
  private static final String FUNCTION = "arn:aws:lambda:eu-west-1:111122223333:function:token";

  private final VirtualClock clock =
      new VirtualClock(Clock.fixed(Instant.parse("2026-11-24T08:00:00Z"), ZoneOffset.UTC));
  private final FakeFunctions functions = new FakeFunctions();
  private final HttpApiServer server =
      HttpApiServer.start(
          HttpApiServer.bind(0),
          "111122223333",
          HttpApi.of(stack(UnaryOperator.identity())).getFirst(),
          functions,
          clock);
  private final TestClient client = new TestClient(server.endpoint());

  @AfterEach
  void close() {
    client.close();
    server.close();
    clock.close();
  }

  @Test
  void theFunctionGetsPayloadFormatTwo() throws Exception {
    client.send(
        client
            .request("/pets/a%20b?x=1&y=%26&x=2")
            .header("X-Many", "1")
            .header("X-Many", "2")
            .header("Cookie", "a=b; c=d")
            .header("User-Agent", "tester")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{\"a\":1}")));

    JsonNode event = functions.events.take();
    assertThat(event.path("version").asText()).isEqualTo("2.0");
    assertThat(event.path("routeKey").asText()).isEqualTo("POST /pets/{id}");
    assertThat(event.path("rawPath").asText()).isEqualTo("/pets/a%20b");
    assertThat(event.path("rawQueryString").asText()).isEqualTo("x=1&y=%26&x=2");
    assertThat(event.path("queryStringParameters").toString())
        .isEqualTo("{\"x\":\"1,2\",\"y\":\"&\"}");
    assertThat(event.path("pathParameters").toString()).isEqualTo("{\"id\":\"a b\"}");
    assertThat(event.path("headers").path("x-many").asText()).isEqualTo("1,2");
    assertThat(event.path("headers").has("cookie")).isFalse();
    assertThat(event.path("cookies").toString()).isEqualTo("[\"a=b\",\"c=d\"]");
    assertThat(event.path("body").asText()).isEqualTo("{\"a\":1}");
    assertThat(event.path("isBase64Encoded").asBoolean()).isFalse();
    JsonNode context = event.path("requestContext");
    assertThat(context.path("domainName").asText()).isEqualTo("127.0.0.1");
    assertThat(event.path("headers").path("host").asText())
        .isEqualTo(server.endpoint().getAuthority());
    assertThat(context.path("stage").asText()).isEqualTo("$default");
    assertThat(context.path("time").asText()).isEqualTo("24/Nov/2026:08:00:00 +0000");
    assertThat(context.path("timeEpoch").asLong()).isEqualTo(1_795_507_200_000L);
    assertThat(context.path("http").toString())
        .isEqualTo(
            "{\"method\":\"POST\",\"path\":\"/pets/a%20b\",\"protocol\":\"HTTP/1.1\","
                + "\"sourceIp\":\"127.0.0.1\",\"userAgent\":\"tester\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "text/plain; charset=utf-8, false",
    "application/problem+json, false",
    "application/x-www-form-urlencoded, true",
    "application/octet-stream, true",
  })
  void bodiesThatAreNotTextGoAsBase64(String type, boolean base64) throws Exception {
    client.send(
        client
            .request("/pets/1")
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofString("hi")));

    JsonNode event = functions.events.take();
    assertThat(event.path("isBase64Encoded").asBoolean()).isEqualTo(base64);
    assertThat(event.path("body").asText()).isEqualTo(base64 ? "aGk=" : "hi");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'statusCode': 201, 'body': 'made'}                          | 201 |"
            + " text/plain;charset=UTF-8 | made",
        "{'statusCode': 200, 'headers': {'Content-Type': 'a/b'}, 'body': 'aGk=', 'isBase64Encoded':"
            + " true} | 200 | a/b | hi",
        "{'hello': 'world'}                                           | 200 | application/json |"
            + " {'hello':'world'}",
        "'text'                                                       | 200 | application/json |"
            + " text",
        "{'statusCode': 200, 'body': {'a': 1}}                        | 500 | application/json |"
            + " {'message':'Internal Server Error'}",
        "{'statusCode': 'x', 'body': ''}                              | 500 | application/json |"
            + " {'message':'Internal Server Error'}",
        "ERROR                                                        | 500 | application/json |"
            + " {'message':'Internal Server Error'}",
        "THROTTLED                                                    | 503 | application/json |"
            + " {'message':'Service Unavailable'}",
        "SLOW                                                         | 503 | application/json |"
            + " {'message':'Service Unavailable'}",
      })
  void theAnswerIsWhatTheFunctionSays(String result, int status, String type, String body) {
    functions.result = result.replace('\'', '"');

    HttpResponse<String> response = post("/token", "x");

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("content-type")).hasValue(type);
    assertThat(response.body()).isEqualTo(body.replace('\'', '"'));
  }

  @Test
  void cookiesAreSetOneHeaderEach() {
    functions.result = "{\"statusCode\": 204, \"cookies\": [\"a=1\", \"b=2\"]}";

    assertThat(post("/token", "x").headers().allValues("set-cookie")).containsExactly("a=1", "b=2");
  }

  @Test
  void whatNoRouteTakesIsNotFound() {
    HttpResponse<String> response = post("/nothing", "x");

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).isEqualTo("{\"message\":\"Not Found\"}");
  }

  @Test
  void aBodyBeyondTenMebibytesIsTooLarge() {
    assertThat(post("/token", "x".repeat(10_485_761)).statusCode()).isEqualTo(413);
    assertThat(functions.events).isEmpty();
  }

  @Test
  void aThrottledRouteRecoversWithTime() {
    assertThat(post("/limited", "x").statusCode()).isEqualTo(200);
    assertThat(post("/limited", "x").statusCode()).isEqualTo(200);
    assertThat(post("/limited", "x").statusCode()).isEqualTo(429);
    clock.advance(Duration.ofSeconds(1));
    assertThat(post("/limited", "x").statusCode()).isEqualTo(200);
    assertThat(post("/limited", "x").statusCode()).isEqualTo(429);
  }

  @Test
  void theGatewayAnswersPreflightRequests() {
    HttpResponse<String> response =
        client.send(
            client
                .request("/token")
                .header("Origin", "https://app.example")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));

    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(response.headers().map())
        .containsEntry("access-control-allow-origin", List.of("https://app.example"))
        .containsEntry("access-control-allow-methods", List.of("POST"));
    assertThat(functions.events).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Token, IntegrationType, HTTP_PROXY",
    "Token, PayloadFormatVersion, 1.0",
    "Token, TimeoutInMillis, 30001",
    "PostToken, AuthorizationType, JWT",
    "PostToken, Target, integrations/Other",
    "Stage, StageName, prod",
  })
  void whatIsNotServedIsNamed(String resource, String property, String value) {
    Stack changed =
        stack(properties ->
            properties.path("of").asText().equals(resource)
                ? properties.put(property, value)
                : properties);

    assertThatThrownBy(() -> HttpApi.of(changed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(property)
        .hasMessageContaining(value.replace("integrations/", ""));
  }

  private HttpResponse<String> post(String path, String body) {
    return client.send(client.request(path).POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private static Stack stack(UnaryOperator<ObjectNode> change) {
    return new Stack(
        "app",
        List.of(
            resource(
                change,
                "Api",
                "Api",
                "{'Name': 'api', 'ProtocolType': 'HTTP', 'CorsConfiguration': {'AllowOrigins':"
                    + " ['https://app.example'], 'AllowMethods': ['POST']}}"),
            resource(
                change,
                "Token",
                "Integration",
                "{'ApiId': 'Api', 'IntegrationType': 'AWS_PROXY', 'PayloadFormatVersion': '2.0',"
                    + " 'TimeoutInMillis': 2000, 'IntegrationUri': '"
                    + FUNCTION
                    + "'}"),
            route(change, "PostToken", "POST /token"),
            route(change, "PostPets", "POST /pets/{id}"),
            route(change, "PostLimited", "POST /limited"),
            resource(
                change,
                "Stage",
                "Stage",
                "{'ApiId': 'Api', 'StageName': '$default', 'RouteSettings': {'POST /limited':"
                    + " {'ThrottlingBurstLimit': 2, 'ThrottlingRateLimit': 1}}}")),
        Map.of());
  }

  private static Resource route(UnaryOperator<ObjectNode> change, String id, String key) {
    return resource(
        change,
        id,
        "Route",
        "{'ApiId': 'app-Api', 'RouteKey': '" + key + "', 'Target': 'integrations/Token'}");
  }

  private static Resource resource(
      UnaryOperator<ObjectNode> change, String id, String type, String properties) {
    ObjectNode json = (ObjectNode) TestClient.read(properties.replace('\'', '"'));
    return new Resource(
        id,
        "AWS::ApiGatewayV2::" + type,
        "",
        "arn:aws:apigateway:eu-west-1::/apis/app-" + id,
        change.apply(json.put("of", id)));
  }

  private static final class FakeFunctions implements Functions {
    private final BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();
    private volatile String result = "{}";

    @Override
    public Outcome invoke(String functionArn, String trigger, byte[] payload) {
      assertThat(functionArn).isEqualTo(FUNCTION);
      events.add(TestClient.read(new String(payload, StandardCharsets.UTF_8)));
      return switch (result) {
        case "THROTTLED" -> throw new AwsException(429, "TooManyRequestsException", "busy");
        case "ERROR" -> new Outcome("id", "{}".getBytes(StandardCharsets.UTF_8), "Unhandled");
        case "SLOW" -> slow();
        default -> new Outcome("id", result.getBytes(StandardCharsets.UTF_8), "");
      };
    }

    @Override
    public void invokeAsync(String functionArn, String trigger, byte[] payload) {
      throw new AssertionError("an HTTP API waits for its functions");
    }

    private static Outcome slow() {
      try {
        Thread.sleep(4000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return new Outcome("id", new byte[0], "");
    }
  }
}
