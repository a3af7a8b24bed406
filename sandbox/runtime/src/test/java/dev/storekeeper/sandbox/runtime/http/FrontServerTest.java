package dev.storekeeper.sandbox.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import dev.storekeeper.sandbox.codeartifact.CodeArtifactHandler;
import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.iam.Caller;
import dev.storekeeper.sandbox.runtime.iam.Identities;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrontServerTest {
  private final Identities identities = new Identities("111122223333", Clock.systemUTC());
  private final FrontServer front =
      FrontServer.bind(0, identities)
          .mount(echo("sqs"))
          .mount(echo("events"))
          .mount(new Refusing())
          .mount(new Greeting())
          .mount(
              "codeartifact",
              exchange -> answer(exchange, "codeartifact"),
              CodeArtifactHandler::operation)
          .mountPrefix("/_sandbox/", exchange -> answer(exchange, "control"))
          .mountUnsigned(
              "codeartifact",
              exchange -> answer(exchange, "packages"),
              CodeArtifactHandler::operation)
          .start();
  private final TestClient client = new TestClient(front.endpoint());

  @AfterEach
  void close() {
    client.close();
    front.close();
  }

  @Test
  void aSignedRequestGoesToTheServiceOfItsCredentialScope() {
    HttpResponse<String> response = client.json("sqs", "AmazonSQS.Echo", "{}");

    assertThat(response.body()).contains("\"service\":\"sqs\"", "user/owner");
    assertThat(response.headers().firstValue("x-amzn-requestid")).isPresent();
    assertThat(response.headers().firstValue("content-type"))
        .hasValue("application/x-amz-json-1.0");
  }

  @Test
  void theCallerIsTheOneWhoseKeySigned() {
    String key =
        identities.issue(new Caller.RoleSession("arn:aws:iam::1:role/r", "s", "")).accessKeyId();

    HttpResponse<String> response =
        client.send(
            client
                .request("/")
                .header("Authorization", TestClient.authorization(key, "events"))
                .POST(HttpRequest.BodyPublishers.ofString("{}")));

    assertThat(response.body()).contains("assumed-role/r/s", "\"service\":\"events\"");
  }

  @Test
  void aPresignedRequestIsRoutedByItsQuery() {
    HttpResponse<String> response =
        client.send(
            client.request("/?X-Amz-Credential=AKID%2F20261124%2Feu-west-1%2Fsqs%2Faws4_request"));

    assertThat(response.body()).contains("\"service\":\"sqs\"");
  }

  @Test
  void anUnsignedRequestIsRoutedByItsTarget() {
    HttpResponse<String> response =
        client.send(
            client
                .request("/")
                .header("X-Amz-Target", "AWSEvents.PutEvents")
                .POST(HttpRequest.BodyPublishers.ofString("{}")));

    assertThat(response.body()).contains("\"service\":\"events\"");
  }

  @Test
  void anUnsignedFormIsRoutedByItsVersionAndReachesTheServiceWhole() {
    HttpResponse<String> response =
        client.send(
            client
                .request("/")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "Action=Greet&Version=2011-06-15&Name=A%26%3Cb%3E")));

    assertThat(response.body())
        .startsWith("<GreetResponse xmlns=\"urn:greeting\"><GreetResult><Text>A&amp;&lt;b&gt;")
        .contains("<RequestId>" + response.headers().firstValue("x-amzn-requestid").orElseThrow());
  }

  @ParameterizedTest
  @CsvSource({
    "/_sandbox/state, control none",
    "/team/pypi/simple/, packages none",
  })
  void unsignedPathsGoToTheirHandlers(String path, String expected) {
    assertThat(client.send(client.request(path)).body()).isEqualTo(expected);
  }

  @Test
  void rawHandlersSeeTheCallerOfTheirOwnRequestOnly() {
    List<String> keys =
        IntStream.range(0, 40)
            .mapToObj(i ->
                identities
                    .issue(new Caller.RoleSession("arn:aws:iam::1:role/r" + i, "s", ""))
                    .accessKeyId())
            .toList();

    List<String> answers =
        IntStream.range(0, 40)
            .parallel()
            .mapToObj(i ->
                client
                    .send(
                        client
                            .request("/v1/domain")
                            .header(
                                "Authorization",
                                TestClient.authorization(keys.get(i), "codeartifact")))
                    .body())
            .toList();

    assertThat(answers)
        .isEqualTo(
            IntStream.range(0, 40)
                .mapToObj(i -> "codeartifact arn:aws:sts::1:assumed-role/r" + i + "/s")
                .toList());
  }

  @Test
  void aRefusalOfAJsonServiceNamesItsCodeInBodyAndHeader() {
    HttpResponse<String> response = client.json("kms", "TrentService.Sign", "{}");

    assertThat(response.statusCode()).isEqualTo(418);
    assertThat(response.headers().firstValue("x-amzn-errortype")).hasValue("Teapot");
    assertThat(response.body()).isEqualTo("{\"__type\":\"Teapot\",\"message\":\"no <tea>\"}");
  }

  @Test
  void aRefusalInTheQueryProtocolIsXml() {
    HttpResponse<String> response = client.query("AKID", "kms", Map.of("Action", "Sign"));

    assertThat(response.body())
        .startsWith(
            "<ErrorResponse><Error><Type>Sender</Type><Code>Teapot</Code>"
                + "<Message>no &lt;tea&gt;</Message></Error><RequestId>");
  }

  @Test
  void aRefusalInRestJsonHasTheCodeInTheHeader() {
    HttpResponse<String> response =
        client.send(
            client
                .request("/sign")
                .header("Authorization", TestClient.authorization("AKID", "kms")));

    assertThat(response.headers().firstValue("x-amzn-errortype")).hasValue("Teapot");
    assertThat(response.body()).isEqualTo("{\"message\":\"no <tea>\"}");
  }

  @Test
  void anUnknownServiceIsNamedInTheRefusal() {
    HttpResponse<String> response = client.json("states", "AWSStepFunctions.StartExecution", "{}");

    assertThat(response.statusCode()).isEqualTo(501);
    assertThat(response.body())
        .contains("states", "AWSStepFunctions.StartExecution", "NotImplemented");
  }

  @Test
  void anUnknownOperationIsNamedInTheRefusal() {
    HttpResponse<String> response = client.json("sqs", "AmazonSQS.StartMessageMoveTask", "{}");

    assertThat(response.statusCode()).isEqualTo(501);
    assertThat(response.body()).contains("sqs", "StartMessageMoveTask");
  }

  @Test
  void aBodyBeyondSixteenMebibytesIsRefused() {
    HttpResponse<String> response =
        client.send(
            client
                .request("/")
                .header("Authorization", TestClient.authorization("AKID", "sqs"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[Requests.MAX_BODY + 1])));

    assertThat(response.statusCode()).isEqualTo(413);
  }

  @Test
  void aFaultOfTheSandboxIsAnAnswerNotABrokenConnection() {
    HttpResponse<String> response = client.json("sqs", "AmazonSQS.Fail", "{}");

    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(response.body()).contains("InternalFailure");
  }

  @Test
  void aRequestAddressedToAnotherHostIsRefused() {
    assertThatThrownBy(() -> Loopback.requireLocalHost("attacker.example:4575"))
        .isInstanceOf(AwsException.class)
        .hasMessageContaining("attacker.example");
    Loopback.requireLocalHost("127.0.0.1:4575");
    Loopback.requireLocalHost("localhost");
  }

  @Test
  void aTakenPortIsNamed() {
    int port = front.endpoint().getPort();

    assertThatThrownBy(() -> FrontServer.bind(port, identities))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("port " + port + " of 127.0.0.1 is taken");
  }

  private static void answer(HttpExchange exchange, String text) throws IOException {
    Object caller = exchange.getAttribute(FrontServer.CALLER);
    byte[] body =
        (text + " " + (caller instanceof Caller known ? known.arn() : "none"))
            .getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }

  private static AwsService echo(String name) {
    JsonOperations operations =
        new JsonOperations(name)
            .with(
                "Fail",
                (caller, input) -> {
                  throw new IllegalStateException("expected by the test");
                });
    return new AwsService() {
      @Override
      public String signingName() {
        return name;
      }

      @Override
      public AwsResponse handle(AwsRequest request) {
        if (!request.target().orElse("Echo").matches("Echo|PutEvents")) {
          return operations.handle(request);
        }
        return AwsResponse.json(
            JsonNodeFactory.instance
                .objectNode()
                .put("service", name)
                .put("caller", request.caller().arn()));
      }
    };
  }

  private static final class Refusing implements AwsService {
    @Override
    public String signingName() {
      return "kms";
    }

    @Override
    public AwsResponse handle(AwsRequest request) {
      throw new AwsException(418, "Teapot", "no <tea>");
    }
  }

  private static final class Greeting implements AwsService {
    private final QueryOperations operations =
        new QueryOperations("sts", "urn:greeting")
            .with(
                "Greet", (caller, input, result) -> result.element("Text", input.required("Name")));

    @Override
    public String signingName() {
      return "sts";
    }

    @Override
    public AwsResponse handle(AwsRequest request) {
      return operations.handle(request);
    }
  }
}
