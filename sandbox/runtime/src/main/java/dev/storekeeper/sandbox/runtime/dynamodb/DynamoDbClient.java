package dev.storekeeper.sandbox.runtime.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.storekeeper.sandbox.runtime.AwsException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;

/** Sends requests to DynamoDB Local. Safe for use by many threads. */
final class DynamoDbClient {
  static final String TABLES = "DynamoDB_20120810.";
  static final String STREAMS = "DynamoDBStreams_20120810.";
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Supplier<URI> endpoint;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  DynamoDbClient(Supplier<URI> endpoint) {
    this.endpoint = endpoint;
  }

  /**
   * Sends a body as it is.
   *
   * @param target the value of {@code X-Amz-Target}
   * @throws AwsException {@code InternalServerError} if DynamoDB Local does not answer
   */
  HttpResponse<byte[]> send(String target, byte[] body) {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint.get())
            .timeout(LIMIT)
            .header("X-Amz-Target", target)
            .header("Content-Type", "application/x-amz-json-1.0")
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=local/20260101/local/dynamodb/aws4_request,"
                    + " SignedHeaders=host, Signature=0")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw failed("DynamoDB Local did not answer: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed("interrupted while DynamoDB Local was asked", e);
    }
  }

  /**
   * Calls an operation.
   *
   * @throws AwsException DynamoDB Local's refusal
   */
  JsonNode call(String target, JsonNode body) {
    HttpResponse<byte[]> response = send(target, body.toString().getBytes(StandardCharsets.UTF_8));
    try {
      JsonNode answer = JSON.readTree(response.body());
      if (response.statusCode() == 200) {
        return answer;
      }
      String type = answer.path("__type").asText();
      String message = answer.path("message").asText(answer.path("Message").asText());
      throw new AwsException(
          response.statusCode(), type.substring(type.lastIndexOf('#') + 1), message);
    } catch (IOException e) {
      throw failed("DynamoDB Local answered what is not JSON", e);
    }
  }

  private static AwsException failed(String message, Exception cause) {
    AwsException failed = new AwsException(500, "InternalServerError", message);
    failed.initCause(cause);
    return failed;
  }
}
