package dev.storekeeper.sandbox.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.storekeeper.sandbox.codeartifact.CodeArtifactHandler;
import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.iam.Identities;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest {
  private final List<String> done = new CopyOnWriteArrayList<>();
  private final FrontServer front =
      FrontServer.bind(0, new Identities("111122223333", Clock.systemUTC()))
          .mount(service("dynamodb"))
          .mount(service("sts"))
          .mount(
              "codeartifact",
              exchange -> {
                done.add("codeartifact");
                byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
              },
              CodeArtifactHandler::operation)
          .mountUnsigned(
              "codeartifact",
              exchange -> {
                done.add("packages");
                exchange.sendResponseHeaders(200, -1);
              },
              CodeArtifactHandler::operation)
          .start();
  private final TestClient client = new TestClient(front.endpoint());

  @AfterEach
  void close() {
    client.close();
    front.close();
  }

  @ParameterizedTest
  @CsvSource({
    "dynamodb, UpdateItem, THROTTLE, 400, ThrottlingException",
    "dynamodb, UpdateItem, ERROR, 500, InternalServerError",
    "sts, AssumeRole, THROTTLE, 400, <Code>Throttling<",
    "sts, AssumeRole, ERROR, 500, <Code>InternalFailure<",
    "codeartifact, GetAuthorizationToken, THROTTLE, 429, ThrottlingException",
    "codeartifact, GetAuthorizationToken, ERROR, 500, InternalServerException",
  })
  void aCallFailsInItsProtocolAsOftenAsAskedFor(
      String service, String operation, Fault.Kind kind, int status, String code) {
    add(service, Optional.of(operation), kind, 2);

    for (int i = 0; i < 2; i++) {
      HttpResponse<String> failed = call(service);
      String type = failed.headers().firstValue("x-amzn-errortype").orElse("");
      assertThat(failed.statusCode()).isEqualTo(status);
      assertThat(type + failed.body()).contains(code);
      assertThat(failed.headers().firstValue("Retry-After").isPresent()).isEqualTo(status == 429);
    }
    assertThat(done).isEmpty();
    assertThat(call(service).statusCode()).isEqualTo(200);
    assertThat(done).hasSize(1);
    assertThat(front.faults().pending()).isEmpty();
  }

  @Test
  void otherOperationsAndServicesAreLeftAlone() {
    add("dynamodb", Optional.of("GetItem"), Fault.Kind.ERROR, 1);
    assertThat(call("dynamodb").statusCode()).isEqualTo(200);
    assertThat(call("sts").statusCode()).isEqualTo(200);

    add("sts", Optional.empty(), Fault.Kind.ERROR, 1);
    assertThat(call("dynamodb").statusCode()).isEqualTo(200);
    assertThat(call("sts").statusCode()).isEqualTo(500);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dynamodb", "sts", "codeartifact"})
  void aLostResponseMeansDoneButNotAnswered(String service) {
    add(service, Optional.empty(), Fault.Kind.LOST_RESPONSE, 1);

    assertThatThrownBy(() -> call(service)).isInstanceOf(UncheckedIOException.class);
    assertThat(done).containsExactly(service);
    assertThat(call(service).statusCode()).isEqualTo(200);
  }

  @Test
  void aRefusalCanBeLostToo() {
    add("dynamodb", Optional.empty(), Fault.Kind.LOST_RESPONSE, 1);

    assertThatThrownBy(() -> client.json("dynamodb", "DynamoDB_20120810.Refuse", "{}"))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(client.json("dynamodb", "DynamoDB_20120810.Refuse", "{}").statusCode())
        .isEqualTo(418);
  }

  @Test
  void aLateCallIsCarriedOut() {
    front
        .faults()
        .add(
            new Faults.Pending(
                new Fault("sts", Optional.empty(), Fault.Kind.LATENCY, Duration.ofMillis(5)), 1));

    assertThat(call("sts").statusCode()).isEqualTo(200);
    assertThat(done).containsExactly("sts");
    assertThat(front.faults().pending()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, ReadFromRepository, true",
    "HEAD, ReadFromRepository, true",
    "POST, PublishPackageVersion, true",
    "PUT, PublishPackageVersion, true",
    "GET, PublishPackageVersion, false",
    "POST, ReadFromRepository, false",
    "POST, GetAuthorizationToken, false",
    "GET, , true",
  })
  void packageEndpointsHaveFaultsToo(String method, String operation, boolean concerned) {
    add("codeartifact", Optional.ofNullable(operation), Fault.Kind.THROTTLE, 1);

    HttpResponse<String> response = packages(method);

    assertThat(response.statusCode()).isEqualTo(concerned ? 429 : 200);
    assertThat(response.headers().firstValue("Retry-After").isPresent()).isEqualTo(concerned);
    assertThat(done).hasSize(concerned ? 0 : 1);
    if (concerned) {
      assertThat(packages(method).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aFaultThatStaysHappensUntilItIsTakenBackAndLetsOthersHappenFirst() {
    front
        .faults()
        .add(
            Faults.Pending.always(
                new Fault("sts", Optional.empty(), Fault.Kind.LATENCY, Duration.ofMillis(1))));
    add("sts", Optional.empty(), Fault.Kind.ERROR, 1);

    assertThat(call("sts").statusCode()).isEqualTo(500);
    for (int i = 0; i < 3; i++) {
      assertThat(call("sts").statusCode()).isEqualTo(200);
    }
    assertThat(front.faults().pending()).hasSize(1);
    front.faults().clear();
    assertThat(front.faults().pending()).isEmpty();
  }

  @Test
  void thereIsALimitToFaults() {
    for (int i = 0; i < 100; i++) {
      add("sts", Optional.empty(), Fault.Kind.ERROR, 1);
    }
    assertThatThrownBy(() -> add("sts", Optional.empty(), Fault.Kind.ERROR, 1))
        .hasMessageContaining("100 faults");
  }

  private void add(String service, Optional<String> operation, Fault.Kind kind, int times) {
    front
        .faults()
        .add(new Faults.Pending(new Fault(service, operation, kind, Duration.ZERO), times));
  }

  private HttpResponse<String> packages(String method) {
    return client.send(
        client
            .request("/acme-111122223333/pypi/team/simple/")
            .method(method, HttpRequest.BodyPublishers.noBody()));
  }

  private HttpResponse<String> call(String service) {
    return switch (service) {
      case "dynamodb" -> client.json(service, "DynamoDB_20120810.UpdateItem", "{}");
      case "sts" -> client.query("AKID", service, Map.of("Action", "AssumeRole"));
      default ->
          client.send(
              client
                  .request("/v1/authorization-token?domain=acme")
                  .header("Authorization", TestClient.authorization("AKID", service))
                  .POST(HttpRequest.BodyPublishers.noBody()));
    };
  }

  private AwsService service(String name) {
    return new AwsService() {
      @Override
      public String signingName() {
        return name;
      }

      @Override
      public AwsResponse handle(AwsRequest request) {
        done.add(name);
        if (request.target().orElse("").equals("Refuse")) {
          throw new AwsException(418, "Teapot", "no");
        }
        return AwsResponse.json(JsonNodeFactory.instance.objectNode());
      }
    };
  }
}
