package dev.storekeeper.sandbox.tour;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The few calls that the tour makes, over HTTP as any client would. A refusal is an {@link
 * IOException} with status and body. Safe for use by many threads.
 */
public final class SandboxClient implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration CONTROL_LIMIT = Duration.ofMinutes(5);
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(LIMIT).build();
  private final URI endpoint;
  private final String region;

  /** A client of the sandbox at an endpoint, in its region. */
  public SandboxClient(URI endpoint, String region) {
    this.endpoint = endpoint;
    this.region = region;
  }

  /** A call to CodeArtifact's control plane whose parameters are all in the query. */
  public JsonNode codeArtifact(String method, String path, Map<String, String> parameters)
      throws IOException, InterruptedException {
    return json(
        signed("codeartifact", path + "?" + encoded(parameters))
            .method(method, BodyPublishers.noBody())
            .build());
  }

  /** A call to DynamoDB. */
  public JsonNode dynamoDb(String operation, JsonNode body)
      throws IOException, InterruptedException {
    return json(
        signed("dynamodb", "/")
            .header("X-Amz-Target", "DynamoDB_20120810." + operation)
            .header("Content-Type", "application/x-amz-json-1.0")
            .POST(BodyPublishers.ofString(body.toString()))
            .build());
  }

  /** A call to the sandbox's own control API. */
  public JsonNode control(String path) throws IOException, InterruptedException {
    return json(HttpRequest.newBuilder(endpoint.resolve(path)).timeout(LIMIT).GET().build());
  }

  /** A change through the sandbox's own control API; it may take long. */
  public JsonNode control(String path, JsonNode body) throws IOException, InterruptedException {
    return json(
        HttpRequest.newBuilder(endpoint.resolve(path))
            .timeout(CONTROL_LIMIT)
            .POST(BodyPublishers.ofString(body.toString()))
            .build());
  }

  /** A document of the sandbox or of an API on it. */
  public JsonNode get(URI uri) throws IOException, InterruptedException {
    return json(HttpRequest.newBuilder(uri).timeout(LIMIT).GET().build());
  }

  /** Posts JSON to the sandbox's own API. */
  public JsonNode post(URI uri, JsonNode body) throws IOException, InterruptedException {
    return json(
        HttpRequest.newBuilder(uri)
            .timeout(LIMIT)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString()))
            .build());
  }

  /**
   * What an API answered, whatever it was.
   *
   * @param status the HTTP status
   * @param body the body
   */
  public record Answer(int status, String body) {}

  /** A token exchange (RFC 8693) with further parameters. */
  public Answer exchange(URI api, String idToken, Map<String, String> parameters, String accepted)
      throws IOException, InterruptedException {
    Map<String, String> form = new TreeMap<>(parameters);
    form.put("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange");
    form.put("subject_token_type", "urn:ietf:params:oauth:token-type:id_token");
    form.put("subject_token", idToken);
    HttpResponse<String> response =
        http.send(
            HttpRequest.newBuilder(api.resolve("/token"))
                .timeout(LIMIT)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", accepted)
                .POST(BodyPublishers.ofString(encoded(form)))
                .build(),
            BodyHandlers.ofString());
    return new Answer(response.statusCode(), response.body());
  }

  /** An upload as twine makes it: the response's status. */
  public int upload(URI repository, String token, Multipart form)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(repository)
            .timeout(LIMIT)
            .header("Authorization", basic(token))
            .header("Content-Type", form.contentType())
            .POST(BodyPublishers.ofByteArray(form.body()))
            .build();
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    if (response.statusCode() >= 300) {
      throw new IOException(
          "the upload was refused: " + response.statusCode() + " " + response.body());
    }
    return response.statusCode();
  }

  /** A download as pip makes it. */
  public HttpResponse<byte[]> download(URI file, String token)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(file)
            .timeout(LIMIT)
            .header("Authorization", basic(token))
            .GET()
            .build();
    return http.send(request, BodyHandlers.ofByteArray());
  }

  @Override
  public void close() {
    http.close();
  }

  private static String basic(String token) {
    byte[] credentials = ("aws:" + token).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(credentials);
  }

  private static String encoded(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private HttpRequest.Builder signed(String service, String pathAndQuery) {
    String scope = "sandbox/20260101/" + region + "/" + service + "/aws4_request";
    return HttpRequest.newBuilder(endpoint.resolve(pathAndQuery))
        .timeout(LIMIT)
        .header(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=" + scope + ", SignedHeaders=host, Signature=0");
  }

  private JsonNode json(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException(
          request.method()
              + " "
              + request.uri().getPath()
              + " was refused: "
              + response.statusCode()
              + " "
              + response.body());
    }
    return JSON.readTree(response.body());
  }
}
