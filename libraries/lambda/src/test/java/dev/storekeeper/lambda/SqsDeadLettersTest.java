package dev.storekeeper.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

class SqsDeadLettersTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<JsonNode> requests = Collections.synchronizedList(new ArrayList<>());
  private HttpServer server;
  private DeadLetters deadLetters;
  private boolean queueExists = true;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    String endpoint = "http://127.0.0.1:" + server.getAddress().getPort();
    SqsClient sqs =
        new AwsClients(
                new Environment(Map.of("AWS_REGION", "eu-west-1", "AWS_ACCESS_KEY_ID", "test")))
            .configure(SqsClient.builder())
            .checksumValidationEnabled(false)
            .endpointOverride(URI.create(endpoint))
            .build();
    deadLetters = new SqsDeadLetters(sqs, endpoint + "/111111111111/audit-dead-letters");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void theBodyIsUnchangedAndTheReasonBounded() {
    String body = "{\"detail\": \"\u00e9\\n\"}  ";
    deadLetters.send(new QueueMessage("m-1", body), "bad\u0000 " + "r".repeat(5000));

    JsonNode request = requests.getFirst();
    assertThat(request.path("MessageBody").asText()).isEqualTo(body);
    assertThat(request.path("QueueUrl").asText()).endsWith("/audit-dead-letters");
    JsonNode attributes = request.path("MessageAttributes");
    assertThat(attributes.path("originalMessageId").path("StringValue").asText()).isEqualTo("m-1");
    assertThat(attributes.path("reason").path("StringValue").asText())
        .hasSize(1000)
        .startsWith("bad? r");
  }

  @Test
  void aQueueThatRefusesIsAnException() {
    queueExists = false;

    assertThatThrownBy(() -> deadLetters.send(new QueueMessage("m-1", "x"), "bad"))
        .isInstanceOf(QueueDoesNotExistException.class);
  }

  private void answer(HttpExchange exchange) throws IOException {
    requests.add(JSON.readTree(exchange.getRequestBody()));
    String answer =
        queueExists
            ? "{\"MessageId\":\"d-1\"}"
            : "{\"__type\":\"com.amazonaws.sqs#QueueDoesNotExist\",\"message\":\"no\"}";
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
    exchange.sendResponseHeaders(queueExists ? 200 : 400, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
